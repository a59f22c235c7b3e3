import generated.client.ApiClient;
import generated.client.ApiException;
import generated.client.PointsApi;
import generated.client.WaitingLineApi;
import generated.client.model.ChargeRequest;
import generated.client.model.PaymentRequest;
import generated.client.model.Token;
import generated.client.model.TokenRequest;
import generated.client.PaymentsApi;

import java.util.List;
import java.util.UUID;

/**
 * What a front-end developer writes with the client that is generated from the API's description.
 * GeneratedClientTest compiles it together with that client, and runs it.
 */
public class Journey {

    /** Answers with what was seen on the way. */
    public static List<Object> walk(String address, String user) throws ApiException {
        ApiClient client = new ApiClient();
        client.updateBaseUri(address);
        Token token = new WaitingLineApi(client)
                .joinLine(new TokenRequest().userId(user), null);
        client.setRequestInterceptor(request ->
                request.header("Waiting-Token", token.getToken()));

        PointsApi points = new PointsApi(client);
        String key = UUID.randomUUID().toString();
        points.chargePoints(new ChargeRequest().amount(500L), key, null);
        points.chargePoints(new ChargeRequest().amount(500L), key, null);

        try {
            new PaymentsApi(client).pay(new PaymentRequest().reservationId("none"), null, "ko");
            throw new IllegalStateException("was paid");
        } catch (ApiException refused) {
            return List.of(token.getStatus().getValue(), points.showBalance(null).getBalance(),
                    refused.getCode());
        }
    }
}
