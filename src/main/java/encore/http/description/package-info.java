/**
 * The API's own description ({@code /v3/api-docs}, as a page {@code /swagger-ui.html}). What a call
 * is called and what only it refuses stands on its controller's method, what a field means in the
 * comment of its record, and what follows from signatures is worked out here, once.
 */
@NullMarked
package encore.http.description;

import org.jspecify.annotations.NullMarked;
