#include "http/representation.h"

#include <array>
#include <charconv>
#include <stdexcept>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <sodium.h>
#include <zlib.h>

#include "base/ascii.h"

namespace tandem::http {
namespace {

constexpr std::size_t kSmallestToCompress = 1024;  // below that the header outweighs the gain
constexpr int kGzipLevel = 5;
constexpr int kGzipWindow = 15 + 16;  // zlib's way of asking for a gzip header

// Takes the part before `separator` off the front of `list`.
std::string_view next_part(std::string_view& list, char separator) {
  const auto end = list.find(separator);
  const auto part = trimmed(list.substr(0, end));
  list = end == list.npos ? std::string_view() : list.substr(end + 1);
  return part;
}

// The weight of ";q=0.5;...": 1 when there is none, 0 when it cannot be read.
double weight_of(std::string_view parameters) {
  while (!parameters.empty()) {
    const auto parameter = next_part(parameters, ';');
    if (parameter.size() < 2 || !equal_ignoring_case(parameter.substr(0, 2), "q=")) continue;
    double weight = 0;
    const auto digits = parameter.substr(2);
    const auto [end, failure] =
        std::from_chars(digits.data(), digits.data() + digits.size(), weight);
    const bool read = failure == std::errc() && end == digits.data() + digits.size();
    return read && weight >= 0 && weight <= 1 ? weight : 0;
  }
  return 1;
}

// The weight an Accept-like header gives to `name`; nothing when it does not mention it.
std::optional<double> weight_in(std::string_view accept, std::string_view name) {
  while (!accept.empty()) {
    auto entry = next_part(accept, ',');
    if (equal_ignoring_case(next_part(entry, ';'), name)) return weight_of(entry);
  }
  return std::nullopt;
}

bool is_text(std::string_view content_type) {
  const auto type = content_type.substr(0, content_type.find(';'));
  return type.starts_with("text/") || type.ends_with("json") || type.ends_with("xml");
}

bool worth_compressing(const Response& response) {
  return std::holds_alternative<std::string>(response.body) &&
         response.bytes().size() > kSmallestToCompress &&
         !response.headers.find("Content-Encoding") &&
         is_text(response.headers.find("Content-Type").value_or(""));
}

}  // namespace

Encoding choose_encoding(std::string_view accept_encoding, bool has_gzip, bool has_brotli) {
  const double others = weight_in(accept_encoding, "*").value_or(0);
  const double brotli = has_brotli ? weight_in(accept_encoding, "br").value_or(others) : 0;
  const double gzipped = has_gzip ? weight_in(accept_encoding, "gzip").value_or(others) : 0;
  // Unmentioned, the plain bytes are acceptable but less wanted than anything that is mentioned.
  const double plain = weight_in(accept_encoding, "identity").value_or(0);
  if (brotli > 0 && brotli >= gzipped && brotli >= plain) return Encoding::brotli;
  if (gzipped > 0 && gzipped >= plain) return Encoding::gzip;
  return Encoding::identity;
}

bool accepts_html(std::string_view accept) {
  return weight_in(accept, "text/html").value_or(0) > 0;
}

std::string strong_etag(std::string_view bytes) {
  std::array<unsigned char, crypto_generichash_BYTES_MIN> hash{};
  crypto_generichash(hash.data(), hash.size(), reinterpret_cast<const unsigned char*>(bytes.data()),
                     bytes.size(), nullptr, 0);
  return fmt::format("\"{:02x}\"", fmt::join(hash, ""));
}

std::string etag_of(std::string_view etag, Encoding encoding) {
  if (encoding == Encoding::identity) return std::string(etag);
  const auto suffix = encoding == Encoding::gzip ? "-gzip\"" : "-br\"";
  return std::string(etag.substr(0, etag.size() - 1)) + suffix;
}

bool etag_matches(std::string_view if_none_match, std::string_view etag) {
  while (!if_none_match.empty()) {
    auto candidate = next_part(if_none_match, ',');
    if (candidate.starts_with("W/"))
      candidate.remove_prefix(2);  // compared weakly, RFC 9110 13.1.2
    if (candidate == etag || candidate == "*") return true;
  }
  return false;
}

std::string gzip(std::string_view bytes) {
  z_stream stream{};
  if (deflateInit2(&stream, kGzipLevel, Z_DEFLATED, kGzipWindow, 8, Z_DEFAULT_STRATEGY) != Z_OK) {
    throw std::runtime_error("zlib cannot start");
  }
  std::string out(deflateBound(&stream, bytes.size()), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));  // zlib only reads it
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  const int outcome = deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  if (outcome != Z_STREAM_END) throw std::runtime_error("zlib cannot compress");
  return out;
}

Result<std::string> gunzip(std::string_view bytes, std::size_t limit) {
  z_stream stream{};
  if (inflateInit2(&stream, kGzipWindow) != Z_OK) throw std::runtime_error("zlib cannot start");
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));  // zlib only reads it
  stream.avail_in = static_cast<uInt>(bytes.size());
  std::string out(limit + 1, '\0');  // one more than it may have, to see that it has more
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  const int outcome = inflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  inflateEnd(&stream);
  if (out.size() > limit) {
    return Error::invalid("http.body_too_large", {{"limit", std::to_string(limit / 1024)}});
  }
  if (outcome != Z_STREAM_END) return Error::invalid("http.bad_encoding");
  return out;
}

void make_not_modified(Response& response) {
  response.status = 304;
  response.body = std::string();
}

Response represent(const Request& request, Response response, bool cacheable) {
  auto& headers = response.headers;
  auto encoding = Encoding::identity;
  if (worth_compressing(response)) {
    headers.set_default("Vary", "Accept-Encoding, Accept-Language");
    encoding = choose_encoding(request.headers.find("Accept-Encoding").value_or(""), true, false);
  }
  const bool made_here = std::holds_alternative<std::string>(response.body);
  if (request.reads() && response.status == 200 && cacheable && made_here &&
      !headers.find("ETag")) {
    const auto etag = etag_of(strong_etag(response.bytes()), encoding);
    headers.set("ETag", etag);
    headers.set_default("Cache-Control", "private, no-cache");
    headers.set_default("Vary", "Accept-Encoding, Accept-Language");
    if (etag_matches(request.headers.find("If-None-Match").value_or(""), etag)) {
      make_not_modified(response);
      return response;
    }
  }
  headers.set_default("Cache-Control", "no-store");
  if (encoding == Encoding::gzip) {
    headers.set("Content-Encoding", "gzip");
    response.body = gzip(response.bytes());
  }
  return response;
}

}  // namespace tandem::http
