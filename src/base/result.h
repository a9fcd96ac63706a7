// Refusals as values. An ordinary refusal ("this date cannot be read") is a Result without a value;
// a broken resource (a disk that went away) is an exception and ends the request or the job.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace tandem {

// What kind of refusal it is; http maps each to one status (see http/problem.h).
enum class ErrorKind { invalid, not_found, conflict, forbidden, unavailable };

// Values that fill the {name} places of a message, in no particular order.
using TextArgs = std::vector<std::pair<std::string, std::string>>;

// A refusal. `code` is stable ("imports.date_unreadable"), is what an API client tests for, and is
// the key of its sentence in src/locales/*.json; text.h renders it in the reader's language.
struct Error {
  ErrorKind kind = ErrorKind::invalid;
  std::string code;
  TextArgs args;
  std::string field;  // path of the offending field, "deals[3].amount"; empty when there is none

  static Error invalid(std::string code, TextArgs args = {}, std::string field = {}) {
    return {ErrorKind::invalid, std::move(code), std::move(args), std::move(field)};
  }
  static Error not_found(std::string code, TextArgs args = {}) {
    return {ErrorKind::not_found, std::move(code), std::move(args), {}};
  }
  static Error conflict(std::string code, TextArgs args = {}) {
    return {ErrorKind::conflict, std::move(code), std::move(args), {}};
  }
  static Error forbidden(std::string code, TextArgs args = {}) {
    return {ErrorKind::forbidden, std::move(code), std::move(args), {}};
  }
  static Error unavailable(std::string code, TextArgs args = {}) {
    return {ErrorKind::unavailable, std::move(code), std::move(args), {}};
  }

  // The same refusal, seen from the struct or list that holds the field: "amount" ->
  // "deals[3].amount".
  Error within(std::string_view path) && {
    if (field.empty()) {
      field = path;
    } else if (field.front() == '[') {
      field.insert(0, path);
    } else if (!path.empty()) {
      field.insert(0, std::string(path) + ".");
    }
    return std::move(*this);
  }
};

// A T or the reason there is none.
template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::move(value)) {}      // NOLINT: a value is a result
  Result(Error error) : state_(std::move(error)) {}  // NOLINT: so is a refusal

  explicit operator bool() const { return state_.index() == 0; }
  bool has_value() const { return state_.index() == 0; }

  // Precondition of these five: has_value(); of error(): !has_value().
  T& operator*() & { return std::get<0>(state_); }
  const T& operator*() const& { return std::get<0>(state_); }
  T&& operator*() && { return std::get<0>(std::move(state_)); }
  T* operator->() { return &std::get<0>(state_); }
  const T* operator->() const { return &std::get<0>(state_); }
  Error& error() & { return std::get<1>(state_); }
  const Error& error() const& { return std::get<1>(state_); }
  Error&& error() && { return std::get<1>(std::move(state_)); }

 private:
  std::variant<T, Error> state_;
};

template <>
class [[nodiscard]] Result<void> {
 public:
  Result() = default;
  Result(Error error) : error_(std::move(error)) {}  // NOLINT: a refusal is a result

  explicit operator bool() const { return !error_; }
  bool has_value() const { return !error_; }
  Error& error() & { return *error_; }
  const Error& error() const& { return *error_; }
  Error&& error() && { return std::move(*error_); }

 private:
  std::optional<Error> error_;
};

}  // namespace tandem
