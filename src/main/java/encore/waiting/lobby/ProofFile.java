package encore.waiting.lobby;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

import java.io.InputStream;
import java.io.OutputStream;

/**
 * A proof as JSON: the fields of {@link LineProof}, and {@code leaves}, an array of texts in
 * base64, each of up to 1,024 hashes, one after the other. Read and written piece by piece: a
 * million people are 44 MB.
 */
public final class ProofFile {

    private static final int CHUNK = 1_024;
    private static final int LONGEST_TEXT = 64 * 1_024;
    private static final long LONGEST_FILE = 400L * 1_024 * 1_024;

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxDocumentLength(LONGEST_FILE)
                            .maxStringLength(LONGEST_TEXT)
                            .maxNameLength(64)
                            .maxNumberLength(20)
                            .maxNestingDepth(5)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .build();

    private ProofFile() {}

    /** A proof as it was read; its head alone, when it has no leaves. */
    public record Contents(LineProof proof, @Nullable Leaves leaves) {}

    /** Writes a proof, and leaves the stream open. */
    public static void write(LineProof proof, Leaves leaves, OutputStream out) {
        try (var json = JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringProperty("line", proof.line());
            json.writePOJOProperty("scheduled", proof.scheduled());
            json.writePOJOProperty("closed", proof.closed());
            json.writePOJOProperty("shuffled", proof.shuffled());
            writeLeaves(leaves, json);
            json.writeEndObject();
        }
    }

    private static void writeLeaves(Leaves leaves, JsonGenerator json) {
        json.writeArrayPropertyStart("leaves");
        for (int from = 0; from < leaves.size(); from += CHUNK) {
            json.writeBinary(leaves.slice(from, CHUNK));
        }
        json.writeEndArray();
    }

    /** As it is served. */
    public static byte[] write(PlaceProof place) {
        return JSON.writeValueAsBytes(place);
    }

    /**
     * Reads a proof, whoever made it.
     *
     * @throws tools.jackson.core.JacksonException when it is no JSON, or not of this form
     * @throws IllegalArgumentException when a field has not the form it must have
     */
    public static Contents read(InputStream in) {
        try (var json = JSON.createParser(in)) {
            var fields = new Fields();
            expect(json, JsonToken.START_OBJECT);
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                fields.read(json);
            }
            end(json);
            return fields.contents();
        }
    }

    /**
     * Reads one person's part, by itself or as {@code lobby} of a receipt; fields that prove
     * nothing may stand beside it.
     *
     * @throws tools.jackson.core.JacksonException when it is no JSON, or not of this form
     */
    public static PlaceProof readPlace(InputStream in) {
        try (var json = JSON.createParser(in)) {
            expect(json, JsonToken.START_OBJECT);
            JsonNode read = json.readValueAsTree();
            end(json);
            var lobby = read.path("lobby");
            return JSON.treeToValue(lobby.isObject() ? lobby : read, PlaceProof.class);
        }
    }

    private static void expect(JsonParser json, JsonToken token) {
        if (json.nextToken() != token) {
            throw new IllegalArgumentException("not a JSON object");
        }
    }

    private static void end(JsonParser json) {
        if (json.nextToken() != null) {
            throw new IllegalArgumentException("more than one JSON object");
        }
    }

    private static final class Fields {

        private @Nullable Leaves leaves;
        private @Nullable String line;
        private LineProof.@Nullable Scheduled scheduled;
        private LineProof.@Nullable Closed closed;
        private LineProof.@Nullable Shuffled shuffled;

        void read(JsonParser json) {
            var name = json.currentName();
            var token = json.nextToken();
            switch (name) {
                case "line" -> line = json.readValueAs(String.class);
                case "scheduled" -> scheduled = json.readValueAs(LineProof.Scheduled.class);
                case "closed" -> closed = json.readValueAs(LineProof.Closed.class);
                case "shuffled" -> shuffled = json.readValueAs(LineProof.Shuffled.class);
                case "leaves" -> readLeaves(json, token);
                default -> throw new IllegalArgumentException("a field that no proof has");
            }
        }

        private void readLeaves(JsonParser json, JsonToken first) {
            if (first != JsonToken.START_ARRAY) {
                throw new IllegalArgumentException("the leaves are no array");
            }
            var read = new Leaves();
            JsonToken token;
            while ((token = json.nextToken()) != JsonToken.END_ARRAY) {
                if (token != JsonToken.VALUE_STRING) {
                    throw new IllegalArgumentException("the leaves are texts in base64");
                }
                read.add(json.getBinaryValue());
            }
            leaves = read;
        }

        Contents contents() {
            if (line == null || scheduled == null) {
                throw new IllegalArgumentException(
                        "a proof has at least \"line\" and \"scheduled\"");
            }
            return new Contents(new LineProof(line, scheduled, closed, shuffled), leaves);
        }
    }
}
