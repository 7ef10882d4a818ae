// Lines of a file, in pieces that are written together.

/** So much text is locked together, in characters, unless one line is longer. */
const PIECE = 60_000;

/** @param {string[]} lines @returns {string[]} them together, in pieces */
export function piecesOf(lines) {
  /** @type {string[]} */
  const pieces = [];
  let piece = '';
  for (const line of lines) {
    if (piece && piece.length + line.length > PIECE) {
      pieces.push(piece);
      piece = '';
    }
    piece += `${line}\n`;
  }
  return piece ? [...pieces, piece] : pieces;
}
