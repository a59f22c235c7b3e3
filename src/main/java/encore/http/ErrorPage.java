package encore.http;

import encore.kernel.Refusal;
import encore.kernel.Refused;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import java.util.Locale;

/**
 * What is refused before Spring MVC sees it (a malformed address, say) is a problem document too.
 */
@Hidden
@RestController
class ErrorPage implements ErrorController {

    private final Problems problems;

    ErrorPage(Problems problems) {
        this.problems = problems;
    }

    @RequestMapping("${server.error.path:/error}")
    ResponseEntity<ProblemDetail> describe(HttpServletRequest request, Locale locale) {
        if (!(request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code)) {
            return problems.on(new Refused(Refusal.NOT_FOUND), request, locale);
        }
        if (code == HttpStatus.REQUEST_TIMEOUT.value()) {
            return problems.on(Problems.invalid("body", "took too long"), request, locale);
        }
        return code == HttpStatus.BAD_REQUEST.value()
                ? problems.on(Problems.invalid("request", "is malformed"), request, locale)
                : problems.problem(HttpStatus.valueOf(code), request, locale);
    }
}
