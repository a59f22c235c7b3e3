package encore.fuzz;

import encore.fuzz.Request.Spoil;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** What can be done to the body of a request. */
final class SpoiltBody {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String HERE = "\"here it goes\"";
    private static final int TOO_LARGE = 70_000;

    private static final List<Spoil> WAYS = List.of(
            SpoiltBody::oddValue,
            SpoiltBody::oddValue,
            SpoiltBody::oddValue,
            SpoiltBody::oddValue,
            SpoiltBody::fieldLeftOut,
            (request, random) -> edited(
                    request, "{", "{" + Oddities.quoted(Oddities.text(random), random) + ":1,"),
            SpoiltBody::doubledKey,
            (request, random) -> edited(request, "\":", " \":"),
            SpoiltBody::notJson,
            (request, random) -> request.body("[" + request.bodyAsText() + "]"),
            (request, random) -> request.body(Oddities.nested(random.nextInt(1, 20_000))),
            SpoiltBody::otherCharset,
            SpoiltBody::brokenBytes,
            (request, random) -> request.body(request.bodyAsText()
                    .substring(0, random.nextInt(request.bodyAsText().length() + 1))),
            (request, random) ->
                    edited(request, "{", "{" + " ".repeat(random.nextInt(1, TOO_LARGE))),
            (request, random) -> request.body(Oddities.text(random)));

    private SpoiltBody() {}

    static Spoil one(Random random) {
        return Oddities.one(WAYS, random);
    }

    private static Request edited(Request request, String part, String instead) {
        return request.body(request.bodyAsText()
                .replaceFirst(
                        java.util.regex.Pattern.quote(part),
                        java.util.regex.Matcher.quoteReplacement(instead)));
    }

    /** Some value, on some level, is another. */
    private static Request oddValue(Request request, Random random) {
        return read(request) instanceof ObjectNode object
                ? request.body(replaced(object, random))
                : request;
    }

    private static String replaced(ObjectNode whole, Random random) {
        var spots = new ArrayList<Spot>();
        collect(whole, spots);
        if (spots.isEmpty()) {
            return Oddities.json("{}", random);
        }
        var spot = Oddities.one(spots, random);
        var before = spot.value().toString();
        spot.put(JSON.getNodeFactory().stringNode(HERE.substring(1, HERE.length() - 1)));
        return whole.toString().replace(HERE, Oddities.json(before, random));
    }

    /** Where a value stands. */
    private record Spot(JsonNode in, String field, int index) {

        JsonNode value() {
            return field != null ? in.get(field) : in.get(index);
        }

        void put(JsonNode value) {
            if (field != null) {
                ((ObjectNode) in).set(field, value);
            } else {
                ((ArrayNode) in).set(index, value);
            }
        }
    }

    private static void collect(JsonNode node, List<Spot> spots) {
        node.propertyStream().forEach(field -> {
            spots.add(new Spot(node, field.getKey(), -1));
            collect(field.getValue(), spots);
        });
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            spots.add(new Spot(node, null, i));
            collect(node.get(i), spots);
        }
    }

    private static Request fieldLeftOut(Request request, Random random) {
        if (read(request) instanceof ObjectNode object && !object.isEmpty()) {
            object.remove(Oddities.one(List.copyOf(object.propertyNames()), random));
            return request.body(object.toString());
        }
        return request;
    }

    private static Request doubledKey(Request request, Random random) {
        if (read(request) instanceof ObjectNode object && !object.isEmpty()) {
            var key = Oddities.one(List.copyOf(object.propertyNames()), random);
            var again = random.nextBoolean()
                    ? object.get(key).toString()
                    : Oddities.json(object.get(key).toString(), random);
            return edited(request, "{", "{\"" + key + "\":" + again + ",");
        }
        return request;
    }

    private static JsonNode read(Request request) {
        try {
            return JSON.readTree(request.body());
        } catch (tools.jackson.core.JacksonException spoiltAlready) {
            return JSON.nullNode();
        }
    }

    /** What some parsers would put up with. */
    private static Request notJson(Request request, Random random) {
        var text = request.bodyAsText();
        return request.body(
                switch (random.nextInt(9)) {
                    case 0 -> text + " " + text;
                    case 1 -> text + Oddities.text(random);
                    case 2 -> text.replace('"', '\'');
                    case 3 -> text.replaceAll("\"(\\w+)\":", "$1:");
                    case 4 -> text.replace("}", ",}");
                    case 5 -> "/* a */" + text + "// b";
                    case 6 -> text.replaceAll("[{}\"]", "").replace(',', '\n').replace(":", ": ");
                    case 7 -> "\ufeff" + text;
                    default -> ")]}',\n" + text;
                });
    }

    private static Request otherCharset(Request request, Random random) {
        var charset = Charset.forName(Oddities.one(
                List.of("UTF-16", "UTF-16LE", "UTF-32", "ISO-8859-1", "EUC-KR", "IBM037"), random));
        var recoded = request.body(request.bodyAsText().getBytes(charset));
        return random.nextBoolean()
                ? recoded
                : recoded.with("Content-Type", "application/json;charset=" + charset);
    }

    private static Request brokenBytes(Request request, Random random) {
        var broken = edited(request, "\":\"", "\":\"\u00ff\u00c0\u0080\u00ed\u00a0\u0080");
        return request.body(broken.bodyAsText().getBytes(StandardCharsets.ISO_8859_1));
    }
}
