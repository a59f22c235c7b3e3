package encore.waiting.steering;

import encore.kernel.Words;

import io.swagger.v3.oas.annotations.media.Schema;

/** What all who wait are told, in both languages: 1 to 300 characters each. */
public record Message(
        @Schema(minLength = 1, maxLength = Message.LONGEST) String ko,
        @Schema(minLength = 1, maxLength = Message.LONGEST) String en) {

    static final int LONGEST = 300;

    public Message {
        Words.text(ko, LONGEST, "unfit.message");
        Words.text(en, LONGEST, "unfit.message");
    }
}
