// How the bytes of an answer travel: ETag and 304, gzip, and what caches may keep.
#pragma once

#include "http/message.h"

namespace tandem::http {

enum class Encoding { identity, gzip, brotli };

// What Accept-Encoding likes best among what there is; on a tie the smaller one: brotli, then gzip.
Encoding choose_encoding(std::string_view accept_encoding, bool has_gzip, bool has_brotli);

// Whether Accept asks for HTML by name, as a browser does that opens a page.
bool accepts_html(std::string_view accept);

// A quoted strong validator: the first half of BLAKE2b of the bytes, in hex.
std::string strong_etag(std::string_view bytes);
// Another encoding is another representation and needs its own: "abc" -> "abc-gzip".
std::string etag_of(std::string_view etag, Encoding encoding);
// Whether If-None-Match lists the validator, or is "*".
bool etag_matches(std::string_view if_none_match, std::string_view etag);

std::string gzip(std::string_view bytes);
// At most `limit` bytes. Errors, invalid: http.bad_encoding, http.body_too_large {limit}.
Result<std::string> gunzip(std::string_view bytes, std::size_t limit);

// Turns what a handler made into what is sent. A reply to GET gets an ETag (and is a 304 when the
// client has it already) unless it is not cacheable; text above 1 kB is compressed when the client
// takes gzip. What the handler set itself (ETag, Cache-Control, Content-Encoding) stays.
Response represent(const Request& request, Response response, bool cacheable);

// Empties an answer whose ETag the client has.
void make_not_modified(Response& response);

}  // namespace tandem::http
