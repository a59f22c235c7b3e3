-- An on-sale: a crowd joins at once, waits its turn, and buys the seats of an arena until the last
-- one is sold; prints what came of it as a line of JSON.
--
--   wrk -t1 -s on-sale.lua <url> -- lines=<file> price=<of a seat> performance=<id> dates=<query> \
--       name=<of the crowd> people=<how many> most=<seats a person> connections=<as with -c>
--
-- A line is a seat. Everybody joins, and looks again when told to (Retry-After). Whoever is let in
-- looks at the dates and at the map, reserves one to so many seats as a person buys at most, charges
-- points and pays. One seat is drawn from those not known to be taken (another when it is); several
-- are the best available, and one fewer when there are too few. Whoever is told that too much is going on (503)
-- tries again when told to. A person is on no connection of their own (see
-- journeys.lua): a connection that is free takes whoever is due next, and waits until then. The sale
-- is over when no seat is left, and all who have one have paid; then all others leave. One thread
-- (-t1) only.

local run = dofile(debug.getinfo(1, "S").source:match("^@(.-)[^/]*$") .. "run.lua")

local SLOTS_A_MILLISECOND = 10
local CALLS = {"join", "poll", "dates", "map", "reserve", "charge", "pay", "outcome",
    "leave"}

local free, price, performance, dates, connections, most
local people, place, waiting = {}, {}, {}

-- Requests for a seat under way, and people who have one and have not paid.
local buying = 0

-- How long each call took; flat and global, as run.lua says.
for _, call in ipairs(CALLS) do
    _G["took_" .. call] = {}
end

-- Those who are due, the earliest first: a binary heap.
local due = {}

local function add(person, at)
    person.due = at
    local n = #due + 1
    due[n] = person
    while n > 1 do
        local parent = math.floor(n / 2)
        if due[parent].due <= due[n].due then
            break
        end
        due[parent], due[n] = due[n], due[parent]
        n = parent
    end
end

local function take()
    local first, last = due[1], table.remove(due)
    if due[1] then
        due[1] = last
        local n = 1
        while true do
            local least = n
            for child = 2 * n, 2 * n + 1 do
                if due[child] and due[child].due < due[least].due then
                    least = child
                end
            end
            if least == n then
                break
            end
            due[least], due[n] = due[n], due[least]
            n = least
        end
    end
    return first
end

local function value(body, field)
    return body:match('"' .. field .. '":"([^"]+)"')
end

-- An answer tells by its trace whom it is for.
local function head(method, path, person)
    return string.format("%s /api/v1%s HTTP/1.1\r\nHost: localhost\r\n"
        .. "traceparent: 00-%032x-00000000000000aa-01\r\n%s", method, path, person.number,
        person.token and "Waiting-Token: " .. person.token .. "\r\n" or "")
end

local function get(path, person, header)
    return head("GET", path, person) .. (header or "") .. "\r\n"
end

local function post(path, person, content)
    return head("POST", path, person) .. "Content-Type: application/json\r\nContent-Length: " .. #content .. "\r\n\r\n"
        .. content
end

local steps = {}

local function goes_in(headers, body)
    if value(body, "status") ~= "ACTIVE" then
        return "poll", tonumber(headers["Retry-After"] or "1")
    end
    return "dates"
end

steps.join = {
    ask = function(person)
        return post("/tokens", person, '{"userId":"' .. person.name .. '"}')
    end,
    next = function(person, status, headers, body)
        if status == 201 then
            person.token = value(body, "token")
            return goes_in(headers, body)
        end
    end,
}

steps.poll = {
    ask = function(person)
        return get("/tokens/me", person)
    end,
    next = function(person, status, headers, body)
        if status == 200 then
            return goes_in(headers, body)
        end
    end,
}

steps.dates = {
    ask = function(person)
        return get("/performances?" .. dates, person)
    end,
    next = function(person, status)
        return status == 200 and "map" or nil
    end,
}

steps.map = {
    ask = function(person)
        return get("/performances/" .. performance .. "/seats", person,
            "Accept-Encoding: gzip\r\n")
    end,
    next = function(person, status)
        -- Where all seats are taken for now, a hold may lapse.
        return status == 200 and "reserve" or nil, #free == 0 and 1 or 0
    end,
}

-- Somebody else may have drawn it as well: it is taken off when that is known.
local function draw()
    return free[math.random(#free)]
end

local function take_off(seat)
    local n = place[seat]
    if n then
        local last = table.remove(free)
        if last ~= seat then
            free[n] = last
            place[last] = n
        end
        place[seat] = nil
    end
end

steps.reserve = {
    ask = function(person)
        if person.count > 1 then
            person.seat = nil
            return post("/reservations", person, string.format(
                '{"performanceId":"%s","count":%d}', performance, person.count))
        end
        person.seat = draw()
        return post("/reservations", person, '{"seatId":"' .. person.seat .. '"}')
    end,
    next = function(person, status, headers, body)
        if person.seat then
            take_off(person.seat)
        end
        if status == 201 then
            for seat in body:gmatch('"seatId":"([^"]+)"') do
                take_off(seat)
            end
            person.reservation = value(body, "reservationId")
            return "charge"
        end
        if status == 409 and value(body, "code") == "SEAT_TAKEN" then
            told.taken = told.taken + 1
            return "reserve"
        end
        if status == 409 and value(body, "code") == "NO_SEATS" then
            told.toofew = told.toofew + 1
            person.count = person.count - 1
            return "reserve"
        end
    end,
}

steps.charge = {
    ask = function(person)
        return post("/points/charges", person, '{"amount":' .. price * person.count .. "}")
    end,
    next = function(person, status)
        return status == 201 and "pay" or nil
    end,
}

steps.pay = {
    ask = function(person)
        return post("/payments", person, '{"reservationId":"' .. person.reservation .. '"}')
    end,
    next = function(person, status, headers, body)
        person.payment = value(body, "paymentId")
        return status == 201 and "paid" or status == 202 and "outcome" or nil
    end,
}

steps.outcome = {
    ask = function(person)
        return get("/payments/" .. person.payment, person)
    end,
    next = function(person, status, headers, body)
        local now = value(body, "status")
        if status == 200 and now == "PENDING" then
            return "outcome", 0.1
        end
        return status == 200 and now == "PAID" and "paid" or nil
    end,
}

steps.leave = {
    ask = function(person)
        return head("DELETE", "/tokens/me", person) .. "\r\n"
    end,
    next = function(person, status)
        return status == 204 and "gone" or nil
    end,
}

function init(args)
    local option
    option, free = run.options(args)
    for n, seat in ipairs(free) do
        place[seat] = n
    end
    price, performance, dates = tonumber(option.price), option.performance, option.dates
    most = tonumber(option.most)
    connections = tonumber(option.connections)
    math.randomseed(tonumber(option.seed or "1"))
    told.sent, told.paid, told.seats, told.taken, told.toofew, told.last = 0, 0, 0, 0, 0, 0
    for n = 1, tonumber(option.people) do
        people[n] = {number = n, name = option.name .. "-" .. n, step = "join",
            count = math.random(most)}
        add(people[n], 0)
    end
end

local function is_sold_out()
    return #free == 0 and buying == 0
end

-- wrk asks before each request how many milliseconds to wait.
function delay()
    local now = run.now()
    told.start = told.start or now
    local person = take()
    if not person then
        return run.silence(connections)
    end
    waiting[#waiting + 1] = person
    return is_sold_out() and 0 or math.max(0, (person.due - now) * 1000)
end

-- Whoever is due first of those that connections wait for.
local function next_person()
    local first = 1
    for n = 2, #waiting do
        if waiting[n].due < waiting[first].due then
            first = n
        end
    end
    return table.remove(waiting, first)
end

function request()
    local person = next_person()
    if not person then
        -- wrk looks at one before it begins.
        return "GET /actuator/health/liveness HTTP/1.1\r\nHost: localhost\r\n\r\n"
    end
    if is_sold_out() then
        person.step = "leave"
    elseif person.step == "reserve" then
        if #free == 0 then
            person.step = "map"
        else
            buying = buying + 1
        end
    end
    person.asked = run.now()
    told.sent = told.sent + 1
    return steps[person.step].ask(person)
end

local function wrong(person, status, body)
    told.wrong = told.wrong or person.step .. " was answered " .. status .. " " .. body:sub(1, 300)
end

function response(status, headers, body)
    local at = run.now()
    local person = people[tonumber((headers["Trace-Id"] or "0"):sub(-8), 16)]
    if not person then
        return
    end
    local step = person.step
    run.increment(_G["took_" .. step],
        math.floor((at - person.asked) * 1000 * SLOTS_A_MILLISECOND))
    run.increment(statuses, step .. " " .. status)
    local following, pause
    if status == 503 then
        following, pause = step, tonumber(headers["Retry-After"] or "1")
    else
        following, pause = steps[step].next(person, status, headers, body)
    end
    if step == "reserve" and following ~= "charge" then
        buying = buying - 1
    end
    if following == "paid" then
        buying = buying - 1
        told.paid, told.seats, told.last = told.paid + 1, told.seats + person.count, at
        run.ended(at)
    elseif following == "gone" then
        person.step = nil
    elseif following then
        person.step = following
        add(person, at + (pause or 0))
    else
        wrong(person, status, body)
        if person.reservation then
            buying = buying - 1
        end
    end
end

function done(summary)
    local thread = run.thread()
    local told = thread:get("told")
    if told.wrong then
        print(told.wrong)
        return
    end
    local calls = {}
    for n, call in ipairs(CALLS) do
        local took, number = thread:get("took_" .. call), 0
        for _, count in pairs(took) do
            number = number + count
        end
        calls[n] = string.format('"%s":{"number":%d,"p50":%.1f,"p99":%.1f}', call, number,
            run.part(took, 0.5) / SLOTS_A_MILLISECOND, run.part(took, 0.99) / SLOTS_A_MILLISECOND)
    end
    print(string.format('{"sold":%d,"orders":%d,"seconds":%.3f,"sent":%d,"taken":%d,"tooFew":%d,"bytes":%d,"calls":{%s},'
        .. '"statuses":%s,"errors":%s}', told.seats, told.paid,
        told.last - told.start, told.sent, told.taken, told.toofew, summary.bytes, table.concat(calls, ","),
        run.named(thread:get("statuses")), run.named(summary.errors)))
end
