package encore.audit.seal;

import encore.http.OperatorOnly;
import encore.http.Routes;
import encore.kernel.CommonRefusal;
import encore.kernel.EventsInPostgres;
import encore.kernel.Refused;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import static encore.kernel.CommonRefusal.NOT_FOUND;

/** Offers the newest seal, to be kept out of reach of the database's users. */
@Tag(name = "Audit")
@OperatorOnly
@RestController
@RequestMapping(Routes.AUDIT + "/seals")
@EventsInPostgres
class SealController {

    private final Seals seals;

    SealController(Seals seals) {
        this.seals = seals;
    }

    @Operation(
            operationId = "showNewestSeal",
            summary = "Take the newest seal, to keep it elsewhere")
    @CommonRefusal.Possible(NOT_FOUND)
    @GetMapping("/newest")
    Seal newest() {
        return seals.newest().orElseThrow(() -> new Refused(NOT_FOUND));
    }
}
