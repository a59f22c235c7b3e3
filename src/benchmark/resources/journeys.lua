-- Sends people through the shop who join, reserve, charge and pay, and prints what came of it as a
-- line of JSON.
--
--   wrk -t1 -s journeys.lua <url> -- lines=<file> price=<of a seat> connections=<as with -c> \
--       open=<seconds>
--
-- A line is a seat; each is for somebody new, called after it. There are as many people under way
-- as there are connections, though not each on one of their own: wrk does not say which connection
-- asks or was answered, so an answer tells by its userId whom it is for, and whoever can go on
-- sends their next request over the first connection that is free. When no seat is left, or the
-- shop has been open for so long, nobody new comes in: a connection falls silent, and the run ends
-- when all have. So every journey is counted; to stop them half-way would hide half of the work
-- of all who are under way, which in a short run is a large part.
--
-- A journey counts when it is paid for; it took from its first request to that answer. Where
-- anything was answered otherwise than it should be, that is printed, and no JSON. One thread
-- (-t1) only: each would send all lines.

local run = dofile(debug.getinfo(1, "S").source:match("^@(.-)[^/]*$") .. "run.lua")

-- Whoever waits in line looks again after so long.
local PAUSE_MILLIS = 10
local SLOTS_A_MILLISECOND = 10

local lines, price, connections, open
local people = {}
local pauses, leaving = 0, 0

-- Journeys by how long they took; global as told, series and statuses are, which run.lua has.
took = {}

local function queue()
    local first, last, places = 1, 0, {}
    return {
        add = function(person)
            last = last + 1
            places[last] = person
        end,
        take = function()
            local person = places[first]
            if person then
                places[first] = nil
                first = first + 1
            end
            return person
        end,
    }
end

local ready, looking = queue(), queue()

local function value(body, field)
    return body:match('"' .. field .. '":"([^"]+)"')
end

local function head(method, path, person)
    local text = method .. " /api/v1" .. path .. " HTTP/1.1\r\nHost: localhost\r\n"
    return person.token and text .. "Waiting-Token: " .. person.token .. "\r\n" or text
end

local function post(path, person, content)
    return head("POST", path, person) .. "Content-Type: application/json\r\nContent-Length: "
        .. #content .. "\r\n\r\n" .. content
end

-- What somebody asks at each step, what status answers it, and which step comes next.
local join, look = {status = 201}, {status = 200}
local reserve, charge, pay = {status = 201}, {status = 201}, {status = 201}

local function come_in(person, body)
    person.token = value(body, "token")
    return value(body, "status") == "ACTIVE" and reserve or look
end

function join.ask(person)
    return post("/tokens", person, '{"userId":"' .. person.name .. '"}')
end
join.next = come_in

function look.ask(person)
    return head("GET", "/tokens/me", person) .. "\r\n"
end
look.next = come_in

function reserve.ask(person)
    return post("/reservations", person, '{"seatId":"' .. person.seat .. '"}')
end
function reserve.next(person, body)
    person.reservation = value(body, "reservationId")
    return charge
end

function charge.ask(person)
    return post("/points/charges", person, '{"amount":' .. price .. "}")
end
function charge.next()
    return pay
end

function pay.ask(person)
    return post("/payments", person, '{"reservationId":"' .. person.reservation .. '"}')
end
function pay.next() end

local function somebody_new()
    if told.sent == #lines or run.now() > told.start + open then
        leaving = leaving + 1
        return
    end
    told.sent = told.sent + 1
    local seat = lines[told.sent]
    local person = {name = "buyer-" .. seat, seat = seat, step = join}
    people[person.name] = person
    ready.add(person)
end

local function over(person)
    local at = run.now()
    run.ended(at)
    run.increment(took, math.floor((at - person.begun) * 1000 * SLOTS_A_MILLISECOND))
    told.paid = told.paid + 1
    people[person.name] = nil
    somebody_new()
end

local function wrong(status, body)
    local why = status == 202 and " (the server was too slow to pay at once)" or ""
    told.wrong = told.wrong or status .. why .. " " .. body
    somebody_new()
end

function init(args)
    local option
    option, lines = run.options(args)
    price, connections = option.price, tonumber(option.connections)
    open = tonumber(option.open)
    told.sent, told.paid = 0, 0
end

-- wrk asks before each request how many milliseconds to wait.
function delay()
    if not told.start then
        told.start = run.now()
        for _ = 1, connections do
            somebody_new()
        end
    end
    if leaving > 0 then
        leaving = leaving - 1
        return run.silence(connections)
    end
    if pauses > 0 then
        pauses = pauses - 1
        return PAUSE_MILLIS
    end
    return 0
end

function request()
    local person = ready.take() or looking.take()
    if not person then
        -- wrk looks at one before it begins. Later only a connection that broke asks for one more
        -- than there is: the run has failed.
        return head("GET", "/tokens/me", {}) .. "\r\n"
    end
    person.begun = person.begun or run.now()
    return person.step.ask(person)
end

function response(status, _, body)
    local person = people[value(body, "userId")]
    if not person or status ~= person.step.status then
        run.increment(statuses, tostring(status))
        return wrong(status, body)
    end
    person.step = person.step.next(person, body)
    if not person.step then
        run.increment(statuses, tostring(status))
        over(person)
    elseif person.step == look then
        pauses = pauses + 1
        looking.add(person)
    else
        ready.add(person)
    end
end

function done(summary)
    local thread = run.thread()
    local told, took = thread:get("told"), thread:get("took")
    if told.wrong then
        print("Last answers of the journeys: " .. run.named(thread:get("statuses"))
            .. "; the first that should have been another: " .. told.wrong)
        return
    end
    local millis = {}
    for n, share in ipairs({0.5, 0.9, 0.99, 0.999, 1}) do
        millis[n] = run.part(took, share) / SLOTS_A_MILLISECOND
    end
    run.report(thread, summary, told.paid, millis, 0, 0)
end
