package encore;

import encore.concert.Appointed;
import encore.concert.PerformanceCommand.ChangePerformance;
import encore.concert.PerformanceCommand.SchedulePerformance;
import encore.concert.PerformanceId;
import encore.concert.PerformanceStatus;
import encore.concert.Price;
import encore.concert.RowLabel;
import encore.concert.Section;
import encore.concert.SectionName;
import encore.concert.Terms;
import encore.concert.Title;
import encore.concert.Venue;
import encore.kernel.Commands;
import encore.kernel.Operator;
import encore.kernel.PaymentId;
import encore.kernel.Reason;
import encore.kernel.TokenId;
import encore.kernel.UserId;
import encore.point.ChargeId;
import encore.point.PointAccountCommand.ChargePoint;
import encore.point.PointAccountCommand.DeductPoint;
import encore.reservation.AllowanceCommand.RegainAllowance;
import encore.reservation.AllowanceCommand.ReturnAllowance;
import encore.reservation.AllowanceCommand.SpendAllowance;
import encore.reservation.AllowanceCommand.TakeAllowance;
import encore.reservation.AllowanceId;
import encore.reservation.RefundId;
import encore.reservation.ReservationCommand.ConfirmPayment;
import encore.reservation.ReservationCommand.Offer;
import encore.reservation.ReservationCommand.OpenReservation;
import encore.reservation.ReservationCommand.Pay;
import encore.reservation.ReservationCommand.RefundReservation;
import encore.reservation.ReservationId;
import encore.reservation.SeatCommand.BlockSeat;
import encore.reservation.SeatCommand.PlaceSeat;
import encore.reservation.SeatCommand.ReserveSeat;
import encore.reservation.SeatId;
import encore.waiting.WaitingTokenCommand.ActivateToken;
import encore.waiting.WaitingTokenCommand.IssueToken;
import encore.wish.WishCommand.MakeWish;
import encore.wish.WishCommand.OfferWish;
import encore.wish.WishId;
import encore.wish.WisherId;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;

/** What commands are about, and what must have been sent before them. */
class Staged {

    static final Operator OPERATOR = new Operator("olga");
    static final Reason REASON = new Reason("The hall has changed");

    private final Commands commands;
    private final Clock clock;

    Staged(Commands commands, Clock clock) {
        this.commands = commands;
        this.clock = clock;
    }

    static String id() {
        return UUID.randomUUID().toString();
    }

    static UserId user() {
        return new UserId(id());
    }

    Instant tomorrow() {
        return clock.instant().plus(Duration.ofDays(1));
    }

    IssueToken issued() {
        var issue = new IssueToken(user(), new TokenId(id()));
        commands.send(issue);
        return issue;
    }

    IssueToken inside() {
        var issued = issued();
        commands.send(new ActivateToken(issued.user(), issued.token(), tomorrow()));
        return issued;
    }

    SchedulePerformance performance() {
        return new SchedulePerformance(
                new PerformanceId(id()),
                new Title("Piano Night"),
                new Venue("Cellar"),
                tomorrow(),
                ZoneId.of("Asia/Seoul"),
                List.of(new Section(new SectionName("Floor"), 1, 1, new Price(1))));
    }

    PerformanceId scheduled() {
        var performance = performance();
        commands.send(performance);
        return performance.performance();
    }

    ChangePerformance change(PerformanceId performance) {
        return new ChangePerformance(
                performance,
                new Title("Violin Night"),
                new Venue("Attic"),
                tomorrow(),
                new Appointed(clock.instant()),
                Appointed.NEVER,
                Appointed.NEVER,
                PerformanceStatus.CLOSED,
                OPERATOR,
                REASON);
    }

    PlaceSeat place(PerformanceId performance) {
        return new PlaceSeat(
                new SeatId(id()),
                performance,
                new SectionName("Floor"),
                1,
                1,
                new Price(1),
                tomorrow(),
                new RowLabel("A"),
                0.0,
                0.0);
    }

    PlaceSeat placed() {
        var seat = place(scheduled());
        commands.send(seat);
        return seat;
    }

    ReserveSeat reserve(PlaceSeat seat) {
        return new ReserveSeat(
                seat.seat(), new ReservationId(id()), user(), tomorrow(), tomorrow());
    }

    ReserveSeat reserved() {
        var reserve = reserve(placed());
        commands.send(reserve);
        return reserve;
    }

    static BlockSeat block(PlaceSeat seat) {
        return new BlockSeat(seat.seat(), OPERATOR, REASON);
    }

    Terms terms(PerformanceId performance) {
        return new Terms(performance, tomorrow(), null, null, null, PerformanceStatus.OPEN);
    }

    OpenReservation open() {
        var inside = inside();
        var seat = placed();
        return new OpenReservation(
                new ReservationId(id()),
                inside.user(),
                inside.token(),
                List.of(seat.seat()),
                terms(seat.performance()));
    }

    OpenReservation held() {
        var open = open();
        commands.send(open);
        return open;
    }

    static AllowanceId allowance() {
        return new AllowanceId(new PerformanceId(id()), user());
    }

    TakeAllowance take() {
        return new TakeAllowance(allowance(), new ReservationId(id()), 1, tomorrow());
    }

    SpendAllowance spend() {
        return new SpendAllowance(allowance(), new ReservationId(id()), new PaymentId(id()));
    }

    RegainAllowance regain() {
        var spent = spend();
        commands.send(spent);
        return new RegainAllowance(
                spent.allowance(), spent.reservation(), spent.payment(), tomorrow());
    }

    ReturnAllowance giveBack() {
        var taken = take();
        commands.send(taken);
        return new ReturnAllowance(taken.allowance(), taken.reservation());
    }

    static Pay pay(OpenReservation hold) {
        return new Pay(
                hold.reservation(), new PaymentId(id()), hold.user(), hold.token(), hold.terms());
    }

    Pay paying() {
        var pay = pay(held());
        commands.send(pay);
        return pay;
    }

    RefundReservation refund() {
        var pay = pay(held());
        var price = 1L;
        // Or the saga may find nothing to deduct, and that would be final.
        commands.send(new ChargePoint(pay.user(), new ChargeId(id()), price));
        commands.send(pay);
        commands.send(new DeductPoint(pay.user(), pay.payment(), price));
        commands.send(new ConfirmPayment(pay.reservation(), pay.payment()));
        return new RefundReservation(
                pay.reservation(), new RefundId(id()), null, OPERATOR, REASON, pay.terms());
    }

    static MakeWish wish() {
        return new MakeWish(
                new WisherId(new PerformanceId(id()), user()),
                new WishId(id()),
                1,
                new SectionName("Floor"));
    }

    MakeWish wished() {
        var wish = wish();
        commands.send(wish);
        return wish;
    }

    OfferWish offer(MakeWish wish) {
        return new OfferWish(
                wish.wisher(),
                wish.wish(),
                new ReservationId(id()),
                List.of(new SeatId(id())),
                new SectionName("Floor"),
                new Offer(clock.instant(), tomorrow()));
    }
}
