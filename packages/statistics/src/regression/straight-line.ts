import { add, divide, entry, multiply, narrow, product, subtract, wide, type Wide } from '../numeric/wide.ts';
import { pairSums, readColumn } from '../numeric/sums.ts';
import type { LeastSquares } from './least-squares.ts';

/**
 * A line with an intercept through readings of one resolution each, from sums that are exact: what is left of them after the
 * slope has 32 digits. Undefined where the readings are others, or x does not vary; the general way then says why.
 */
export function straightLine(x: ArrayLike<number>, y: ArrayLike<number>): LeastSquares | undefined {
  const sums = pairSums(x, y);
  if (sums === undefined) return undefined;
  const { count, first, second, xx, xy, yy } = sums;
  const n = wide(count);
  // n times the sums of squares and products about the means, in units of the last places
  const about = (products: number, a: number, b: number): Wide => subtract(product(count, products), product(a, b));
  const squaresX = about(xx, first.sum, first.sum);
  if (!(squaresX.hi > 0)) return undefined;
  const shared = about(xy, first.sum, second.sum);
  const squaresY = about(yy, second.sum, second.sum);
  const explained = divide(multiply(shared, shared), squaresX);
  const inUnits = (value: Wide, ten: number): Wide => divide(divide(divide(value, n), wide(ten)), wide(ten));

  const mean = ({ origin, sum, ten }: typeof first): Wide => divide(add(wide(origin), divide(wide(sum), n)), wide(ten));
  const [meanX, meanY] = [mean(first), mean(second)];
  const slope = divide(multiply(divide(shared, squaresX), wide(first.ten)), wide(second.ten));
  const intercept = subtract(meanY, multiply(slope, meanX));
  const spreadX = inUnits(squaresX, first.ten);
  const levelX = multiply(n, multiply(meanX, meanX));
  const levelY = multiply(n, multiply(meanY, meanY));
  const perSlope = divide(wide(1), spreadX);
  const across = narrow(multiply(multiply(wide(-1), meanX), perSlope));

  return {
    coefficients: [narrow(intercept), narrow(slope)],
    inverse: [
      [narrow(add(divide(wide(1), n), multiply(multiply(meanX, meanX), perSlope))), across],
      [across, narrow(perSlope)],
    ],
    sequential: [narrow(levelY), narrow(inUnits(explained, second.ten))],
    residualSquares: narrow(inUnits(subtract(squaresY, explained), second.ten)),
    responseSquares: narrow(add(inUnits(squaresY, second.ten), levelY)),
    independence: [1, Math.sqrt(narrow(divide(spreadX, add(spreadX, levelX))))],
    residuals() {
      const [readX, readY] = [readColumn(x), readColumn(y)];
      return Array.from({ length: count }, (_, i) => narrow(subtract(subtract(entry(readY, i), intercept), multiply(slope, entry(readX, i)))));
    },
  };
}
