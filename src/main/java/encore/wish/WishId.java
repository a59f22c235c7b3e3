package encore.wish;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import encore.kernel.Id;

/** A wish for seats that may come back. */
public record WishId(@JsonValue String value) implements Id {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public WishId {
        Id.checked(value);
    }

    @Override
    public String toString() {
        return "wish:" + value;
    }
}
