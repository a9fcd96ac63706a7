/** Why a request gave no answer, in a form that a screen can show. */
export class Problem extends Error {
  readonly kind: "unreachable" | "refused" | "failed";
  readonly status: number;
  /** The server's stable code (RFC 9457 extension), such as "invalid_period". */
  readonly code: string;
  /** The server's sentence, in the reader's language; empty when it sent none. */
  readonly detail: string;
  /** The field of the request that is refused, such as "company.name"; empty when it is none. */
  readonly field: string;

  constructor(status: number, code: string, detail: string, field = "") {
    super(detail || code);
    this.name = "Problem";
    this.kind = status === 0 ? "unreachable" : status < 500 ? "refused" : "failed";
    this.status = status;
    this.code = code;
    this.detail = detail;
    this.field = field;
  }

  static async from(response: Response): Promise<Problem> {
    const body: unknown = await response.json().catch(() => undefined);
    const text = (name: "code" | "detail" | "field") => {
      const value = (body as Record<string, unknown> | undefined)?.[name];
      return typeof value === "string" ? value : "";
    };
    return new Problem(response.status, text("code"), text("detail"), text("field"));
  }
}
