package encore.payment.outcome;

import org.springframework.data.repository.Repository;

import java.util.Optional;

/** Reads the table {@code payment}. */
interface PaymentRepository extends Repository<PaymentRow, String> {

    Optional<PaymentRow> findById(String paymentId);
}
