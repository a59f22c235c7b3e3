-- Sends one request for each line of a file, and prints what came of it as a line of JSON.
--
--   wrk -t1 -s requests.lua <url> -- method=POST path=/a body={"b":"%s"} lines=<file> ...
--
-- A line is a waiting token, a tab, and what goes for %s in path or body; both may be empty.
-- Further options: header=<a header line>; cycle=yes begins anew after the last line; else a
-- connection that finds none left falls silent, and the run ends when all have. rate=<a second>
-- sends the n-th request when it is due, however late the answers are, and tells how late it was
-- sent itself. responses=yes counts answers by status, which costs wrk the reading of every header.
-- connections=<as with -c>. One thread (-t1) only: each would send all lines.

local run = dofile(debug.getinfo(1, "S").source:match("^@(.-)[^/]*$") .. "run.lua")
local now, increment = run.now, run.increment

local option, lines
local cycle, rate, connections
local head, path, body, path_varies, body_varies
local sent, planned, tried = 0, 0, false

-- Global as told, series and statuses are, which run.lua has.
late = {}

local function format(line)
    local tab = line:find("\t", 1, true)
    local value = line:sub(tab + 1)
    local text = option.method .. " " .. (path_varies and path:format(value) or path) .. head
    if tab > 1 then
        text = text .. "Waiting-Token: " .. line:sub(1, tab - 1) .. "\r\n"
    end
    if not body then
        return text .. "\r\n"
    end
    local content = body_varies and body:format(value) or body
    return text .. "Content-Length: " .. #content .. "\r\n\r\n" .. content
end

-- wrk asks before each request how many milliseconds to wait.
local function wait()
    planned = planned + 1
    if planned > #lines and not cycle then
        return run.silence(connections)
    end
    if not rate then
        return 0
    end
    told.start = told.start or now()
    return math.max(0, (told.start + (planned - 1) / rate - now()) * 1000)
end

local function count(status)
    increment(statuses, tostring(status))
    run.ended(now())
end

function init(args)
    option, lines = run.options(args)
    cycle, rate = option.cycle, tonumber(option.rate)
    connections = tonumber(option.connections)
    path, body = option.path, option.body
    path_varies = path:find("%s", 1, true)
    body_varies = body and body:find("%s", 1, true)
    head = " HTTP/1.1\r\nHost: localhost\r\n"
    if option.header then
        head = head .. option.header .. "\r\n"
    end
    if body then
        head = head .. "Content-Type: application/json\r\n"
    end
    -- Defined only when wanted: wrk pays for each of them.
    if rate or not cycle then
        delay = wait
    end
    if option.responses then
        response = count
    end
end

function request()
    if not tried then
        -- wrk looks at one before it begins.
        tried = true
        return format(lines[1])
    end
    local at = now()
    told.start = told.start or at
    if not response and sent >= connections then
        -- Whoever sends again has been answered.
        run.ended(at)
    end
    if rate then
        increment(late, math.floor(math.max(0, at - told.start - sent / rate) * 1000))
    end
    sent = sent + 1
    told.sent = sent
    return format(lines[(sent - 1) % #lines + 1])
end

function done(summary, latency)
    local thread = run.thread()
    local late = thread:get("late")
    run.report(thread, summary, summary.requests, {
        latency:percentile(50) / 1000, latency:percentile(90) / 1000,
        latency:percentile(99) / 1000, latency:percentile(99.9) / 1000, latency.max / 1000},
        run.part(late, 0.99), run.part(late, 1))
end
