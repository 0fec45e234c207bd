/* What Awning uses of papaparse: its published types bring Node's along, and with them Node's globals into the app. */
declare module 'papaparse' {
  interface ParseError {
    type: string
    message: string
    row?: number
  }
  interface ParseResult<Row> {
    data: Row
    errors: ParseError[]
    meta: { cursor: number; linebreak: string }
  }
  interface Parser {
    pause(): void
    resume(): void
  }
  interface Options<Row> {
    delimiter?: string
    chunkSize?: number
    step?(row: ParseResult<Row>): void
    chunk?(rows: ParseResult<Row[]>, parser: Parser): void
    complete?(): void
  }
  const papa: { parse<Row>(text: string, options: Options<Row>): void }
  export default papa
}
