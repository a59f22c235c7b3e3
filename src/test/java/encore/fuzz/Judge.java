package encore.fuzz;

import encore.http.AllRefusals;
import encore.testing.Answer;
import encore.testing.Described;
import encore.testing.Shop;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** Says what is wrong with an answer, whatever the request was. */
final class Judge {

    /** How classes, statements, traces and places of ours would look. */
    private static final Pattern INTERNAL = Pattern.compile("(?i)exception|stack.?trace"
            + "|\\bat [\\w.$]+\\(|\\b(org|com|java|jakarta|tools|encore)\\.[a-z]+\\.|\\.java\\b"
            + "|\\.class\\b|jackson|tomcat|catalina|hikari|postgres|jdbc|axon|spring"
            + "|\\bselect\\b.+\\bfrom\\b|insert into|violates|/(work|home|usr|tmp)/");

    /** Where an answer repeats what was asked for. */
    private static final Pattern ECHO = Pattern.compile("\"instance\":\"[^\"]*\"");

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int LONGEST = 400;

    private final List<Call> calls;
    private final Set<String> tokens = ConcurrentHashMap.newKeySet();

    Judge(List<Call> calls) {
        this.calls = calls;
    }

    /** What is wrong; nothing, as a rule. */
    List<String> complaints(Request request, Answer answer) {
        var complaints = new ArrayList<String>();
        check(answer.header(Oddities.INJECTED) == null, "header injected", complaints);
        check(answer.status() < 500, "a failure: " + answer.status(), complaints);
        if (answer.status() >= 400) {
            refusal(request, answer, complaints);
        } else if (!request.method().equals("OPTIONS")) {
            success(request, answer, complaints);
        }
        described(request, answer, complaints);
        return complaints;
    }

    private static void check(boolean holds, String otherwise, List<String> complaints) {
        if (!holds) {
            complaints.add(otherwise);
        }
    }

    private static void described(Request request, Answer answer, List<String> complaints) {
        try {
            Described.check(
                    request.method(),
                    address(request),
                    request.body() == null ? null : request.bodyAsText().replace("\ufeff", ""),
                    answer);
        } catch (URISyntaxException noAddress) {
            check(answer.status() >= 400, "answers what is no address", complaints);
        } catch (AssertionError | JacksonException fault) {
            var text = fault.getMessage().strip();
            complaints.add(text.substring(0, Math.min(text.length(), LONGEST)));
        }
    }

    private static void refusal(Request request, Answer answer, List<String> complaints) {
        check(
                switch (answer.status()) {
                    case 401 -> answer.header("WWW-Authenticate") != null;
                    case 405 -> answer.header("Allow") != null;
                    case 429, 503 -> answer.header("Retry-After") != null;
                    default -> true;
                },
                "a header that " + answer.status() + " needs is missing",
                complaints);
        if (!request.method().equals("HEAD")) {
            var own = ECHO.matcher(answer.body()).replaceAll("");
            check(!INTERNAL.matcher(own).find(), "something internal", complaints);
            check(
                    String.valueOf(answer.header("Content-Type"))
                            .startsWith("application/problem+json"),
                    "no problem document",
                    complaints);
            problem(answer, complaints);
        }
    }

    private static void problem(Answer answer, List<String> complaints) {
        JsonNode problem;
        try {
            problem = JSON.readTree(answer.body());
        } catch (JacksonException e) {
            complaints.add("no JSON");
            return;
        }
        var code = problem.path("code").asString("");
        check(
                AllRefusals.list().stream()
                        .anyMatch(refusal ->
                                refusal.name().equals(code) && refusal.status() == answer.status()),
                code + " with " + answer.status(),
                complaints);
        check(
                !code.equals("INVALID_REQUEST") || !problem.path("errors").isEmpty(),
                "no errors named",
                complaints);
    }

    private void success(Request request, Answer answer, List<String> complaints) {
        if (answer.status() < 300 && answer.body().startsWith("{\"token\"")) {
            tokens.add(answer.text("token"));
        }
        var method = request.method().equals("HEAD") ? "GET" : request.method();
        var path = pathOf(request);
        check(
                calls.stream()
                        .filter(call -> call.method().equals(method) && call.isAt(path))
                        .anyMatch(call -> call.letsIn(header -> shows(request, header))),
                "let in where nobody is, or without credentials",
                complaints);
    }

    /** The path that a server which decodes paths takes this for. */
    private static String pathOf(Request request) {
        try {
            return address(request).getPath();
        } catch (URISyntaxException e) {
            return "";
        }
    }

    /** Space around it is no part of it (RFC 9112, 3). */
    private static URI address(Request request) throws URISyntaxException {
        var address = new URI(request.target().strip());
        if (address.isOpaque()) {
            throw new URISyntaxException(request.target(), "has no path");
        }
        return address;
    }

    private boolean shows(Request request, String header) {
        var shown = request.header(header);
        return shown != null
                && (header.equals("Authorization")
                        ? isTheOperators(shown)
                        : tokens.contains(shown.strip()));
    }

    /** Spring takes any character after the scheme for the space. */
    private static boolean isTheOperators(String credential) {
        int scheme = "Basic ".length();
        return credential.length() > scheme
                && credential.regionMatches(true, 0, "Basic", 0, 5)
                && credential.substring(scheme).equals(Shop.OPERATOR.substring(scheme));
    }
}
