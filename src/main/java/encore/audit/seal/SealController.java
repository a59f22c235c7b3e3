package encore.audit.seal;

import encore.http.OperatorOnly;
import encore.http.Refuses;
import encore.kernel.Refusal;
import encore.kernel.Refused;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Offers the newest seal, to be kept where nobody with database access gets at it. */
@Tag(name = "Audit")
@OperatorOnly
@RestController
@RequestMapping("/api/v1/audit/seals")
@ConditionalOnProperty(name = "axon.axonserver.enabled", havingValue = "false")
class SealController {

    private final Seals seals;

    SealController(Seals seals) {
        this.seals = seals;
    }

    @Operation(operationId = "showNewestSeal",
            summary = "Take the newest seal, to keep it elsewhere")
    @Refuses(Refusal.NOT_FOUND)
    @GetMapping("/newest")
    Seal newest() {
        return seals.newest().orElseThrow(() -> new Refused(Refusal.NOT_FOUND));
    }
}
