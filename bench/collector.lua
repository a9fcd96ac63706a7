-- What visitors of a website send, for wrk: in each thread a thousand are there at a time, each looks at ten pages and
-- goes, and another comes. No two messages are the same.
local here, pages = 1000, 10
local threads = 0

function setup(thread)
  thread:set("number", threads)
  threads = threads + 1
end

local sent = 0
local headers = {
  ["Content-Type"] = "text/plain;charset=UTF-8",
  ["User-Agent"] = "Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0",
  ["Origin"] = "https://shop.example.org",
}
local page = '{"writeKey":"%s","type":"page","messageId":"%s-%d-%d","anonymousId":"%s-%d-%d","context":{"page":'
  .. '{"url":"https://shop.example.org/products/%d?utm_source=letter&utm_medium=email&utm_campaign=autumn","title":"Product %d",'
  .. '"referrer":"https://www.google.com/"},"locale":"fr-CA","first":{"url":"https://shop.example.org/?gclid=abc","referrer":'
  .. '"https://www.google.com/","at":"2026-11-20T10:00:00.000Z"}}}'

function init(args)
  key, run = args[1], args[2]
end

function request()
  sent = sent + 1
  local product = sent % 997
  local visitor = math.floor(sent / (here * pages)) * here + sent % here
  local body = page:format(key, run, number, sent, run, number, visitor, product, product)
  return wrk.format("POST", "/e", headers, body)
end
