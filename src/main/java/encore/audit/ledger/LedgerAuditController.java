package encore.audit.ledger;

import encore.audit.ledger.AuditRunner.Brought;
import encore.audit.seal.SealCheck.KeptSeal;
import encore.http.Answers;
import encore.http.NewId;
import encore.http.OperatorOnly;
import encore.http.Routes;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import java.net.URI;

import static encore.audit.ledger.AuditRefusal.AUDIT_NOT_FOUND;
import static encore.audit.ledger.AuditRefusal.AUDIT_RUNNING;

/** Auditing the whole ledger: the operator's. */
@Tag(name = "Audit")
@OperatorOnly
@RestController
@RequestMapping(Routes.AUDITS)
class LedgerAuditController {

    private final AuditRunner audits;

    LedgerAuditController(AuditRunner audits) {
        this.audits = audits;
    }

    /**
     * What an audit may be given.
     *
     * @param seal a seal kept elsewhere, which must still be the one stored here
     * @param capacity how many were allowed inside at once before events told it: of a store that
     *     an older version began. Left out, it is what the first such event says
     */
    record AuditRequest(
            @Nullable @Valid KeptSeal seal,
            @Nullable @Min(1) Integer capacity) {}

    @Operation(operationId = "beginAudit", summary = "Audit the whole ledger")
    @Answers(status = 202, says = "Begun: ask at Location how far it is", headers = "Location")
    @AuditRefusal.Possible(AUDIT_RUNNING)
    @PostMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    ResponseEntity<Audit> begin(
            @Valid @RequestBody(required = false) AuditRequest request, NewId id) {
        var audit = audits.begin(
                id.toString(),
                request == null
                        ? new Brought(null, null)
                        : new Brought(request.seal(), request.capacity()));
        return ResponseEntity.accepted()
                .location(URI.create(Routes.AUDITS + "/" + audit.auditId()))
                .body(audit);
    }

    @Operation(operationId = "showAudit", summary = "See how far an audit is, and what it found")
    @AuditRefusal.Possible(AUDIT_NOT_FOUND)
    @GetMapping("/{id}")
    Audit look(@PathVariable String id) {
        return audits.find(id);
    }
}
