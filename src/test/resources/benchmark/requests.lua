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

local ffi = require("ffi")
ffi.cdef [[
    typedef struct { long seconds; long nanos; } moment;
    int clock_gettime(int clock, moment *moment);
    int getpid(void);
    int kill(int pid, int signal);
]]

local MONOTONIC, SIGINT = 1, 2
local SLOTS_A_SECOND = 10
local FOR_EVER = 24 * 3600 * 1000

local option, lines = {}, {}
local cycle, rate, connections
local head, path, body, path_varies, body_varies
local sent, planned, silent, tried = 0, 0, 0, false
local start
local moment = ffi.new("moment")

-- What the main state asks for at the end: globals, and flat, or wrk 4.1.0 crashes.
told, series, late, statuses = {}, {}, {}, {}

local function now()
    ffi.C.clock_gettime(MONOTONIC, moment)
    return tonumber(moment.seconds) + tonumber(moment.nanos) / 1e9
end

local function increment(counts, key)
    counts[key] = (counts[key] or 0) + 1
end

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
        silent = silent + 1
        if silent == connections then
            told.ended = now()
            ffi.C.kill(ffi.C.getpid(), SIGINT)
        end
        return FOR_EVER
    end
    if not rate then
        return 0
    end
    start = start or now()
    return math.max(0, (start + (planned - 1) / rate - now()) * 1000)
end

local function answered(at)
    increment(series, math.floor((at - start) * SLOTS_A_SECOND) + 1)
end

local function count(status)
    increment(statuses, tostring(status))
    answered(now())
end

function init(args)
    for _, argument in ipairs(args) do
        local name, value = argument:match("^(%l+)=(.*)$")
        option[name] = value
    end
    for line in io.lines(option.lines) do
        lines[#lines + 1] = line
    end
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
    start = start or at
    told.start = start
    if not response and sent >= connections then
        -- Whoever sends again has been answered.
        answered(at)
    end
    if rate then
        increment(late, math.floor(math.max(0, at - start - sent / rate) * 1000))
    end
    sent = sent + 1
    told.sent = sent
    return format(lines[(sent - 1) % #lines + 1])
end

local threads = {}

function setup(thread)
    threads[#threads + 1] = thread
end

local function numbers(list)
    local last = 0
    for slot in pairs(list) do
        last = math.max(last, slot)
    end
    local all = {}
    for slot = 1, last do
        all[slot] = string.format("%d", list[slot] or 0)
    end
    return "[" .. table.concat(all, ",") .. "]"
end

local function named(counts)
    local all = {}
    for name, number in pairs(counts) do
        all[#all + 1] = string.format('"%s":%d', name, number)
    end
    return "{" .. table.concat(all, ",") .. "}"
end

-- Milliseconds that so large a part was not above; each slot is one millisecond.
local function part(slots, share)
    local total, last = 0, 0
    for slot, number in pairs(slots) do
        total, last = total + number, math.max(last, slot)
    end
    local seen = 0
    for slot = 0, last do
        seen = seen + (slots[slot] or 0)
        if seen >= total * share then
            return slot
        end
    end
    return 0
end

function done(summary, latency, requests)
    local thread = threads[1]
    local told = thread:get("told")
    local late = thread:get("late")
    local seconds = told.ended and told.ended - told.start or summary.duration / 1e6
    print(string.format('{"requests":%d,"sent":%d,"seconds":%.6f,"bytes":%d,"p50":%.3f,'
        .. '"p90":%.3f,"p99":%.3f,"p999":%.3f,"max":%.3f,"lateP99":%d,"lateMax":%d,'
        .. '"errors":%s,"statuses":%s,"series":%s}',
        summary.requests, told.sent, seconds, summary.bytes,
        latency:percentile(50) / 1000, latency:percentile(90) / 1000,
        latency:percentile(99) / 1000, latency:percentile(99.9) / 1000, latency.max / 1000,
        part(late, 0.99), part(late, 1), named(summary.errors),
        named(thread:get("statuses")), numbers(thread:get("series"))))
end
