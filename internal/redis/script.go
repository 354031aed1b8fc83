package redis

import "github.com/redis/rueidis"

// scripts are the steps that must be one step in Redis. Each names its keys in pairs: where the value
// lies and where the marks lie. Time is the server's. They use no call that garbage under a key
// could make fail: an error they answer is a fault of the server.
type scripts struct {
	block, erase, lease, fill, limit *rueidis.Lua
}

func newScripts() scripts {
	return scripts{
		block: rueidis.NewLuaScript(blockScript),
		erase: rueidis.NewLuaScript(eraseScript),
		lease: rueidis.NewLuaScript(leaseScript),
		fill:  rueidis.NewLuaScript(fillScript),
		limit: rueidis.NewLuaScript(limitScript),
	}
}

// blockScript takes the values away and marks their keys. ARGV: the writer's token, milliseconds.
// The marks of a key are a sorted set: token by expiry, since several writers may be under way.
const blockScript = `
local t = redis.call('TIME')
local expiry = t[1] * 1000 + math.floor(t[2] / 1000) + tonumber(ARGV[2])
for i = 1, #KEYS, 2 do
  redis.call('DEL', KEYS[i])
  local added = redis.pcall('ZADD', KEYS[i+1], string.format('%.0f', expiry), ARGV[1])
  if type(added) == 'table' then
    redis.call('DEL', KEYS[i+1])
    redis.call('ZADD', KEYS[i+1], string.format('%.0f', expiry), ARGV[1])
  end
  redis.call('PEXPIRE', KEYS[i+1], ARGV[2])
end
return 1`

// eraseScript lifts a writer's marks and, when something was committed, takes values and leases away.
// ARGV: the writer's token or nothing, '1' when committed. It answers 1 when every mark was still
// in force, so that nothing was put under the keys since they were blocked.
const eraseScript = `
local t = redis.call('TIME')
local now = t[1] * 1000 + math.floor(t[2] / 1000)
local held = 1
for i = 1, #KEYS, 2 do
  if ARGV[2] == '1' then redis.call('DEL', KEYS[i]) end
  local expiry = false
  if ARGV[1] ~= '' then expiry = redis.pcall('ZSCORE', KEYS[i+1], ARGV[1]) end
  if type(expiry) ~= 'string' then
    held = 0
  else
    if tonumber(expiry) <= now then held = 0 end
    redis.call('ZREM', KEYS[i+1], ARGV[1])
  end
end
return held`

// leaseScript answers a value, or gives the right to load one. ARGV: the new lease, milliseconds, what
// the caller saw under the key and found to be no value (” for nothing). It answers one of
// {0} leased, {1, frame}, {2} leased to another, {3} a write is under way.
const leaseScript = `
local v = redis.pcall('GET', KEYS[1])
if type(v) == 'table' or (v and v == ARGV[3]) then
  redis.call('DEL', KEYS[1])
  v = false
end
if v then
  if string.sub(v, 1, 2) ~= 'L1' or #v ~= #ARGV[1] then return {1, v} end
  if redis.call('PTTL', KEYS[1]) > 0 then return {2} end
end
local t = redis.call('TIME')
local now = t[1] * 1000 + math.floor(t[2] / 1000)
local gone = redis.pcall('ZREMRANGEBYSCORE', KEYS[2], '-inf', string.format('%.0f', now))
if type(gone) == 'table' then redis.call('DEL', KEYS[2]) end
if redis.call('ZCARD', KEYS[2]) > 0 then return {3} end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return {0}`

// fillScript puts a value in the place of its own lease, or gives the lease back when there is no
// value. ARGV: the lease, the frame or ”, milliseconds. It answers 1 when the lease was still there.
const fillScript = `
if redis.pcall('GET', KEYS[1]) ~= ARGV[1] then return 0 end
if ARGV[2] == '' then
  redis.call('DEL', KEYS[1])
else
  redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
end
return 1`

// limitScript is GCRA. ARGV: microseconds between two, microseconds of a full burst. It answers 0 or
// how many microseconds to wait. What lies under the key is the theoretical arrival time of the next.
const limitScript = `
local t = redis.call('TIME')
local now = t[1] * 1000000 + t[2]
local gap, burst = tonumber(ARGV[1]), tonumber(ARGV[2])
local v = redis.pcall('GET', KEYS[1])
local arrival = type(v) == 'string' and tonumber(v) or now
if arrival ~= arrival or arrival < now or arrival > now + burst then arrival = now end
local wait = arrival + gap - burst - now
if wait > 0 then return math.ceil(wait) end
arrival = arrival + gap
redis.call('SET', KEYS[1], string.format('%.0f', arrival), 'PX', math.ceil((arrival - now) / 1000))
return 0`
