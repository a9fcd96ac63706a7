// Signed JSON: what a token says, once a key has vouched for it (RFC 7515, JSON Web Signature).
#pragma once

#include <string_view>

#include <boost/json/object.hpp>

#include "base/result.h"

namespace tandem {

// The content of a compact token "head.content.signature" that one of `keys` signed. `keys` is a
// key set of RFC 7517, {"keys": [...]}; keys of other kinds, for other uses or that cannot be read
// are passed over, and where the token names its key only that one counts. Taken are RSA and
// elliptic curve signatures (RS, PS and ES with 256, 384, 512): neither unsigned tokens nor those
// that are signed with a shared secret.
// Errors, forbidden: token.malformed; token.bad_algorithm {algorithm}; token.unknown_signer, for a
// token that none of the keys signed.
Result<boost::json::object> open_signed_token(std::string_view token, std::string_view keys);

}  // namespace tandem
