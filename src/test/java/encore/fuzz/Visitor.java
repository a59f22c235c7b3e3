package encore.fuzz;

import encore.fuzz.Request.Spoil;
import encore.testing.Answer;
import encore.testing.Description;
import encore.testing.Shop;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * Somebody who visits the shop, and who may be its operator as well: draws requests, mostly good
 * ones, from the description and from what they were told.
 */
final class Visitor {

    private final Description description;
    private final Told told;
    private final Clock clock;

    Visitor(String name, Description description, Told everybody, Clock clock) {
        this.description = description;
        this.told = new Told(everybody);
        this.clock = clock;
        told.learn("userId", name);
    }

    void learn(Answer answer, List<Call> calls) {
        told.learn(answer, calls);
    }

    /** Half of all requests are as the description has them; the others are spoilt. */
    Request request(Call call, Random random) {
        var request = good(call, random);
        int spoils = Math.max(0, random.nextInt(7) - 3);
        for (int i = 0; i < spoils; i++) {
            request = spoil(random, request).on(request, random);
        }
        return request;
    }

    private static Spoil spoil(Random random, Request request) {
        return switch (random.nextInt(request.body() == null ? 7 : 12)) {
            case 0, 1, 2 -> SpoiltTarget.one(random);
            case 3, 4, 5 -> SpoiltHeaders.one(random);
            case 6 -> (before, r) -> before.body(Oddities.json("{}", r));
            default -> SpoiltBody.one(random);
        };
    }

    /** As the description has it. */
    Request good(Call call, Random random) {
        var draw = new Draw(description, told, clock, random);
        var body = call.body() == null
                ? null
                : draw.value("body", call.body()).toString().getBytes(StandardCharsets.UTF_8);
        var request = Request.good(call, path(call, draw) + query(call, draw), body);
        request = body == null ? request : request.having("Content-Type", "application/json");
        for (var header : call.parametersIn("header")) {
            if (header.required() || draw.oneIn(3)) {
                request = request.having(header.name(), draw.written(header));
            }
        }
        return withCredentials(request, call, draw);
    }

    private String path(Call call, Draw draw) {
        var before = told.recall(call.template(), draw.random());
        if (before.isPresent() && !draw.oneIn(3)) {
            return before.get();
        }
        var path = call.template();
        for (var parameter : call.parametersIn("path")) {
            var name = parameter.name();
            var value = draw.value(called(name, path), parameter.schema()).asString();
            path = path.replace("{" + name + "}", SpoiltTarget.encoded(value));
        }
        return path;
    }

    /** The {@code id} behind {@code /performances/} is told as {@code performanceId}. */
    private static String called(String parameter, String path) {
        return parameter.equals("id")
                ? path.replaceFirst("^.*/(\\w+)s/\\{id}.*$", "$1") + "Id"
                : parameter;
    }

    private static String query(Call call, Draw draw) {
        var query = new StringBuilder();
        for (var parameter : call.parametersIn("query")) {
            if (parameter.required() || draw.oneIn(2)) {
                query.append(query.isEmpty() ? '?' : '&')
                        .append(parameter.name())
                        .append('=')
                        .append(SpoiltTarget.encoded(draw.written(parameter)));
            }
        }
        return query.toString();
    }

    private Request withCredentials(Request bare, Call call, Draw draw) {
        var request = bare;
        if (!call.credentials().isEmpty()) {
            for (var header : draw.one(call.credentials())) {
                var value = header.equals("Authorization")
                        ? Optional.of(Shop.OPERATOR)
                        : told.recall(header, draw.random());
                request = value.isEmpty() ? request : request.having(header, value.get());
            }
        }
        return request;
    }
}
