package encore.benchmark;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A page that stands alone: the table, and the charts drawn as SVG. */
final class Report {

    private static final String PAGE = """
            <!doctype html>
            <html lang="en"><meta charset="utf-8"><title>Encore: how fast</title>
            <meta name="viewport" content="width=device-width">
            <style>
            body { font: 15px/1.5 system-ui, sans-serif; color: #222; background: #fff;
                   margin: 2rem auto; max-width: 76rem; padding: 0 1rem }
            h1, h2 { font-weight: 600; line-height: 1.2 } h2 { margin-top: 2.5rem }
            table { border-collapse: collapse; font-variant-numeric: tabular-nums; width: 100%% }
            th, td { padding: .3rem .6rem; border-bottom: 1px solid #e4e4e4; text-align: right }
            th { font-weight: 600; vertical-align: bottom }
            th:first-child, td:first-child, .left { text-align: left }
            .yes { color: #18794e } .no { color: #b42318 } .note { color: #666 }
            svg { font: 12px system-ui, sans-serif; display: block; width: 100%%; height: auto }
            .charts { display: grid; gap: 1.5rem;
                      grid-template-columns: repeat(auto-fill, minmax(20rem, 1fr)) }
            figure { margin: 0 } figcaption { font-weight: 600 }
            </style>
            <h1>Encore: how fast</h1>
            <p class="note">%s</p>
            <table><tr><th>operation<th>a second<th>p50 ms<th>p99 ms<th>p99.9 ms<th>errors
            <th>floor, a second<th class="left">against<th>median<th>least to most<th>aim
            <th>reached<th>heap MB<th>resident MB</tr>
            %s</table>
            <ul class="note">%s</ul>
            <h2>Latency: median, p99, p99.9 (milliseconds, logarithmic)</h2>
            %s
            <h2>Throughput over time, a line for each repetition (a second)</h2>
            <div class="charts">%s</div>
            </html>
            """;
    private static final List<String> COLOURS =
            List.of("#3b6fb6", "#d9822b", "#4a9a62", "#a4508b", "#7a6f5d");
    private static final int NAMES = 300;
    private static final int WIDTH = 900;
    private static final int LINE = 24;
    private static final double LEAST = 0.1;
    private static final double MOST = 10_000;
    private static final int CHART_WIDTH = 320;
    private static final int CHART_HEIGHT = 120;
    private static final int SLOTS_A_SECOND = 10;

    private Report() {}

    static String of(Map<String, Object> setting, List<Result> results) {
        var rows = new StringBuilder();
        var notes = new StringBuilder();
        var charts = new StringBuilder();
        for (var result : results) {
            rows.append(row(result));
            if (!result.note().isEmpty()) {
                notes.append("<li>")
                        .append(text(result.operation()))
                        .append(": ")
                        .append(text(result.note()))
                        .append("</li>\n");
            }
            if (result.runs().stream().anyMatch(run -> run.series().size() > 2)) {
                charts.append(overTime(result));
            }
        }
        return PAGE.formatted(text(setting.toString()), rows, notes, latencies(results), charts);
    }

    private static String row(Result r) {
        return ("<tr><td>%s<td>%,.0f<td>%s<td>%s<td>%s<td>%d<td>%s<td class=\"left\">%s<td>%s"
                        + "<td>%s to %s<td>%s<td class=\"%s\">%s<td>%s<td>%s</tr>\n")
                .formatted(
                        text(r.operation()),
                        r.median(Measure::perSecond),
                        Aim.number(r.median(Measure::p50)),
                        Aim.number(r.median(Measure::p99)),
                        Aim.number(r.median(Measure::p999)),
                        r.errors(),
                        r.floors().isEmpty()
                                ? ""
                                : "%,.0f".formatted(Result.median(r.floors(), Measure::perSecond)),
                        text(r.against()),
                        Aim.number(r.verdict()),
                        Aim.number(Measure.least(r.judged())),
                        Aim.number(Measure.most(r.judged())),
                        r.aim() == null ? "" : r.aim(),
                        r.reached(),
                        r.reached(),
                        r.memory() == null ? "" : r.memory().heap(),
                        r.memory() == null ? "" : r.memory().resident());
    }

    private static String latencies(List<Result> results) {
        var timed = results.stream().filter(r -> r.median(Measure::p99) > 0).toList();
        int height = (timed.size() + 1) * LINE + 8;
        var svg = new StringBuilder(
                "<svg viewBox=\"0 0 %d %d\" role=\"img\">".formatted(WIDTH, height));
        for (double at = LEAST; at <= MOST; at *= 10) {
            svg.append(("<line x1=\"%1$.1f\" x2=\"%1$.1f\" y1=\"0\" y2=\"%2$d\""
                            + " stroke=\"#e4e4e4\"/><text x=\"%1$.1f\" y=\"%3$d\" fill=\"#666\""
                            + " text-anchor=\"middle\">%4$s</text>")
                    .formatted(
                            across(at),
                            height - 20,
                            height - 4,
                            at < 1 ? "0.1" : "%,.0f".formatted(at)));
        }
        for (int n = 0; n < timed.size(); n++) {
            var result = timed.get(n);
            int y = n * LINE + LINE / 2;
            svg.append(("<text x=\"%d\" y=\"%d\" text-anchor=\"end\" fill=\"#222\">%s</text>"
                            + "<line x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\" stroke=\"#9db7da\""
                            + " stroke-width=\"3\"/>")
                    .formatted(
                            NAMES - 12,
                            y + 4,
                            text(result.operation()),
                            across(result.median(Measure::p50)),
                            across(result.median(Measure::p999)),
                            y,
                            y));
            svg.append(dot(result.median(Measure::p50), y, COLOURS.get(0), "median"));
            svg.append(dot(result.median(Measure::p99), y, COLOURS.get(1), "p99"));
            svg.append(dot(result.median(Measure::p999), y, "#b42318", "p99.9"));
        }
        return svg.append("</svg>\n").toString();
    }

    private static String dot(double millis, int y, String colour, String name) {
        return ("<circle cx=\"%.1f\" cy=\"%d\" r=\"4\" fill=\"%s\"><title>%s: %s ms</title>"
                        + "</circle>")
                .formatted(across(millis), y, colour, name, Aim.number(millis));
    }

    private static double across(double millis) {
        double held = Math.min(MOST, Math.max(LEAST, millis));
        return NAMES + (WIDTH - NAMES - 30) * Math.log10(held / LEAST) / Math.log10(MOST / LEAST);
    }

    private static String overTime(Result result) {
        long most = result.runs().stream()
                .flatMap(run -> run.series().stream())
                .mapToLong(count -> count)
                .max()
                .orElse(1);
        int slots = result.runs().stream()
                .mapToInt(run -> run.series().size())
                .max()
                .orElse(1);
        var svg = new StringBuilder();
        for (int n = 0; n < result.runs().size(); n++) {
            svg.append("<polyline fill=\"none\" stroke=\"%s\" stroke-width=\"1.2\" points=\""
                    .formatted(COLOURS.get(n % COLOURS.size())));
            var series = result.runs().get(n).series();
            // The last slot is cut off by the end of the run.
            for (int slot = 0; slot < series.size() - 1; slot++) {
                svg.append(String.format(
                        Locale.ROOT,
                        "%.1f,%.1f ",
                        (double) CHART_WIDTH * slot / slots,
                        CHART_HEIGHT - (double) CHART_HEIGHT * series.get(slot) / most));
            }
            svg.append("\"/>");
        }
        return """
                <figure><figcaption>%s</figcaption>
                <svg viewBox="0 -14 %d %d" role="img"><line x1="0" x2="%d" y1="%d" y2="%d"
                 stroke="#999"/><line x1="0" x2="%d" y1="0" y2="0" stroke="#e4e4e4"/>
                <text x="0" y="-3" fill="#666">%,d</text>%s</svg></figure>
                """.formatted(
                        text(result.operation()),
                        CHART_WIDTH,
                        CHART_HEIGHT + 16,
                        CHART_WIDTH,
                        CHART_HEIGHT,
                        CHART_HEIGHT,
                        CHART_WIDTH,
                        most * SLOTS_A_SECOND,
                        svg);
    }

    private static String text(String plain) {
        return plain.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
