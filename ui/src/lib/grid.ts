/** The layout of a long list that scrolls: lines of equal height, each of one or more columns. */
export type Grid = {
  columns: number;
  /** The height of the whole list, in pixels. */
  height: number;
  /** The items to draw: from `first` up to, not including, `last`. */
  first: number;
  last: number;
  /** The top of the first drawn line, in pixels. */
  top: number;
};

type Shape = {
  count: number;
  /** The height of one line, in pixels. */
  line: number;
  /** The minimum width of a column, in pixels; without it there is one column. */
  column?: number;
  width: number;
  height: number;
  scrolled: number;
};

/** Lines drawn beyond each edge, so that the next line is there when a key or the wheel scrolls. */
const MARGIN = 2;

export function grid({ count, line, column, width, height, scrolled }: Shape): Grid {
  const columns = column ? Math.max(1, Math.floor(width / column)) : 1;
  const lines = Math.ceil(count / columns);
  const firstLine = Math.min(lines, Math.max(0, Math.floor(scrolled / line) - MARGIN));
  const lastLine = Math.min(lines, Math.ceil((scrolled + height) / line) + MARGIN);
  return {
    columns,
    height: lines * line,
    first: firstLine * columns,
    last: Math.min(count, lastLine * columns),
    top: firstLine * line,
  };
}
