package encore.concert;

import java.time.Instant;

/** What plays where and when, as last corrected. */
public record Show(String title, String venue, Instant startsAt) {}
