-- What the scripts of a run have in common; each loads it with dofile.

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

local run = {}
local moment = ffi.new("moment")
local silent = 0

-- What the main state asks for at the end: globals, and flat, or wrk 4.1.0 crashes.
told, series, statuses = {}, {}, {}

-- wrk tells which threads there are before they start; there is one (-t1).
local threads = {}

function setup(thread)
    threads[#threads + 1] = thread
end

function run.thread()
    return threads[1]
end

function run.now()
    ffi.C.clock_gettime(MONOTONIC, moment)
    return tonumber(moment.seconds) + tonumber(moment.nanos) / 1e9
end

function run.increment(counts, key)
    counts[key] = (counts[key] or 0) + 1
end

-- The options, each name=value, and the lines of the file that one of them names.
function run.options(args)
    local option, lines = {}, {}
    for _, argument in ipairs(args) do
        local name, value = argument:match("^(%l+)=(.*)$")
        option[name] = value
    end
    for line in io.lines(option.lines) do
        lines[#lines + 1] = line
    end
    return option, lines
end

-- Counts one of what the run is about, which is over now.
function run.ended(at)
    run.increment(series, math.floor((at - told.start) * SLOTS_A_SECOND) + 1)
end

-- How long a connection waits that has nothing more to send; with the last one, the run ends.
function run.silence(connections)
    silent = silent + 1
    if silent == connections then
        told.ended = run.now()
        ffi.C.kill(ffi.C.getpid(), SIGINT)
    end
    return FOR_EVER
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

function run.named(counts)
    local all = {}
    for name, number in pairs(counts) do
        all[#all + 1] = string.format('"%s":%d', name, number)
    end
    return "{" .. table.concat(all, ",") .. "}"
end

-- The slot that so large a part was not above.
function run.part(slots, share)
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

-- Prints the line of JSON: how many there were, and the milliseconds that a half of them, 90, 99
-- and 99.9 of a hundred, and all were not above; and how late the latest were sent.
function run.report(thread, summary, number, millis, late99, late)
    local told = thread:get("told")
    local seconds = told.ended and told.ended - told.start or summary.duration / 1e6
    print(string.format('{"requests":%d,"sent":%d,"seconds":%.6f,"bytes":%d,"p50":%.3f,'
        .. '"p90":%.3f,"p99":%.3f,"p999":%.3f,"max":%.3f,"lateP99":%d,"lateMax":%d,'
        .. '"errors":%s,"statuses":%s,"series":%s}',
        number, told.sent, seconds, summary.bytes,
        millis[1], millis[2], millis[3], millis[4], millis[5],
        late99, late, run.named(summary.errors),
        run.named(thread:get("statuses")), numbers(thread:get("series"))))
end

return run
