package encore.replay;

import encore.http.OperatorOnly;
import encore.http.Routes;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import java.util.List;

/** The operator looks after the read models. */
@Tag(
        name = "Read models",
        description = "How the views stand, and building them anew from the events")
@OperatorOnly
@RestController
@RequestMapping(Routes.PROJECTIONS)
class ProjectionController {

    private final Projections projections;

    ProjectionController(Projections projections) {
        this.projections = projections;
    }

    record ProjectionList(List<ProjectionStatus> projections) {}

    @Operation(operationId = "listProjections", summary = "See how every read model stands")
    @GetMapping
    ProjectionList list() {
        return new ProjectionList(projections.all());
    }
}
