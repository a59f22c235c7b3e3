package encore.audit.seal;

import encore.http.OperatorOnly;
import encore.kernel.Refusal;
import encore.kernel.Refused;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Offers the newest seal, to be kept where nobody with database access gets at it. */
@OperatorOnly
@RestController
@RequestMapping("/api/v1/audit/seals")
@ConditionalOnProperty(name = "axon.axonserver.enabled", havingValue = "false")
class SealController {

    private final Seals seals;

    SealController(Seals seals) {
        this.seals = seals;
    }

    @GetMapping("/newest")
    Seal newest() {
        return seals.newest().orElseThrow(() -> new Refused(Refusal.NOT_FOUND));
    }
}
