//! Codes on cloth, on a cup or on a page that isn't flat: their modules follow curves, and a reader
//! that maps a flat square misses them. The grid starts at the three finder patterns, whose
//! position is certain, and is extended a few modules at a time: wherever two neighbouring modules
//! differ, the edge between them shows where the grid really is, and a surface is fitted to all
//! edges found so far.

use rxing::common::BitMatrix;
use rxing::qrcode::cpp_port::detector::{EstimateModuleSize, FinderPatternSet};

use super::function_patterns::{SIDES, has_finder_patterns, has_timing_patterns};
use crate::budget::Budget;

/// The distance from a finder pattern's centre to the code's edge, in modules.
const TO_EDGE: f64 = 3.5;
/// The number of steps in which the fit extends over a code of any size. Each step is at least one
/// module.
const STRIDES: f64 = 40.0;
/// The cost of measuring an edge and adding it to a fit, in pixel reads.
const COST_PER_EDGE: u64 = 100;
/// The number of fits over the whole code, once the fit spans it.
const LAST_FITS: u8 = 4;
/// The number of steps in which the edge between two modules is searched for.
const STEPS: usize = 16;

/// The number of coefficients of a surface: a polynomial of degree four in two variables.
const TERMS: usize = 15;
const UNKNOWNS: usize = 2 * TERMS;

/// Samples the modules of the code with these finder patterns, dark ones set, once for each likely
/// side.
pub(crate) fn sample(
    matrix: &BitMatrix,
    patterns: &FinderPatternSet,
    budget: &Budget,
) -> impl Iterator<Item = BitMatrix> {
    sides(matrix, patterns).into_iter().filter_map(move |side| {
        let surface = Surface::fitted(matrix, patterns, side, budget)?;
        let mut modules = BitMatrix::with_single_dimension(side as u32).ok()?;
        for y in 0..side {
            for x in 0..side {
                modules.set_bool(x as u32, y as u32, surface.is_dark(matrix, x, y)?);
            }
        }
        Some(modules)
    })
}

/// The likely numbers of modules per side, likeliest first: 17 plus four for each version.
fn sides(matrix: &BitMatrix, FinderPatternSet { bl, tl, tr }: &FinderPatternSet) -> Vec<usize> {
    let modules = |from, to, length: f64| {
        let size = (EstimateModuleSize(matrix, from, to) + EstimateModuleSize(matrix, to, from)) / 2.0;
        (size > 0.0).then(|| length / size + 2.0 * TO_EDGE)
    };
    let length = |from: (f64, f64), to: (f64, f64)| (to.0 - from.0).hypot(to.1 - from.1);
    let (tl_at, tr_at, bl_at) = (centre(tl), centre(tr), centre(bl));
    let across = modules(*tl, *tr, length(tl_at, tr_at));
    let down = modules(*tl, *bl, length(tl_at, bl_at));
    let Some(estimate) = across.into_iter().chain(down).reduce(|a, b| (a + b) / 2.0) else { return Vec::new() };
    let nearest = (((estimate - 17.0) / 4.0).round() as i64) * 4 + 17;
    let nearer_side = if estimate < nearest as f64 { -4 } else { 4 };
    let candidates = [nearest, nearest + nearer_side, nearest - nearer_side];
    candidates.into_iter().filter_map(|side| usize::try_from(side).ok()).filter(|side| SIDES.contains(side)).collect()
}

fn centre(pattern: &rxing::common::cpp_essentials::ConcentricPattern) -> (f64, f64) {
    (pattern.p.x.into(), pattern.p.y.into())
}

/// Maps each point of a code, in modules from its upper left, to a point in the picture, in pixels.
struct Surface {
    side: f64,
    x: [f64; TERMS],
    y: [f64; TERMS],
}

impl Surface {
    /// A flat surface through the centres of the finder patterns.
    fn flat(FinderPatternSet { bl, tl, tr }: &FinderPatternSet, side: f64) -> Self {
        let (tl, tr, bl) = (centre(tl), centre(tr), centre(bl));
        // The variables run from −1 to 1 over the code, and the finder patterns' centres are at
        // ±`reach`.
        let reach = 1.0 - 2.0 * TO_EDGE / side;
        let plane = |tl: f64, tr: f64, bl: f64| {
            let mut terms = [0.0; TERMS];
            terms[0] = (tr + bl) / 2.0;
            terms[1] = (tr - tl) / (2.0 * reach);
            terms[2] = (bl - tl) / (2.0 * reach);
            terms
        };
        Self { side, x: plane(tl.0, tr.0, bl.0), y: plane(tl.1, tr.1, bl.1) }
    }

    /// Fits a surface to the code. `None` if its finder patterns or timing patterns turn out to be
    /// absent, or the budget is spent.
    fn fitted(matrix: &BitMatrix, patterns: &FinderPatternSet, side: usize, budget: &Budget) -> Option<Self> {
        let mut surface = Self::flat(patterns, side as f64);
        let stride = (surface.side / STRIDES).max(1.0);
        let edges = 2 * (side * side) as u64;
        let mut reach = 2.0 * TO_EDGE + 1.0;
        surface.fit(matrix, reach);
        has_finder_patterns(side, |x, y| surface.is_dark(matrix, x, y)).then_some(())?;
        while reach < surface.side + f64::from(LAST_FITS) * stride {
            reach += stride;
            budget.spend(COST_PER_EDGE * edges).then_some(())?;
            surface.fit(matrix, reach);
        }
        has_timing_patterns(side, |x, y| surface.is_dark(matrix, x, y)).then_some(surface)
    }

    /// The terms at a point: 1, s, t, s², st, t², …
    fn terms(&self, u: f64, v: f64) -> [f64; TERMS] {
        let (s, t) = (2.0 * u / self.side - 1.0, 2.0 * v / self.side - 1.0);
        let (s2, t2) = (s * s, t * t);
        [1.0, s, t, s2, s * t, t2, s2 * s, s2 * t, s * t2, t2 * t, s2 * s2, s2 * s * t, s2 * t2, s * t2 * t, t2 * t2]
    }

    fn at(&self, u: f64, v: f64) -> (f64, f64) {
        let terms = self.terms(u, v);
        let sum = |coefficients: &[f64; TERMS]| coefficients.iter().zip(terms).map(|(c, term)| c * term).sum();
        (sum(&self.x), sum(&self.y))
    }

    /// Whether a module's centre is dark; `None` outside the picture.
    fn is_dark(&self, matrix: &BitMatrix, column: usize, row: usize) -> Option<bool> {
        let (x, y) = self.at(column as f64 + 0.5, row as f64 + 0.5);
        pixel(matrix, x, y)
    }

    /// Fits the surface to the edges within `reach` modules of a corner with a finder pattern.
    fn fit(&mut self, matrix: &BitMatrix, reach: f64) {
        let mut system = System::new();
        for first in 1..self.side as usize {
            for second in 0..self.side as usize {
                let (edge, along) = (first as f64, second as f64 + 0.5);
                if self.is_near(edge, along, reach) {
                    self.measure(matrix, (edge - 0.5, along), (edge + 0.5, along), &mut system);
                }
                if self.is_near(along, edge, reach) {
                    self.measure(matrix, (along, edge - 0.5), (along, edge + 0.5), &mut system);
                }
            }
        }
        system.hold(&self.x, &self.y);
        if let Some((x, y)) = system.solve() {
            (self.x, self.y) = (x, y);
        }
    }

    fn is_near(&self, u: f64, v: f64, reach: f64) -> bool {
        let (u_back, v_back) = (self.side - u, self.side - v);
        [(u, v), (u_back, v), (u, v_back)].iter().any(|(u, v)| u.max(*v) <= reach)
    }

    /// If two modules differ, adds the condition that their edge is halfway between them.
    fn measure(&self, matrix: &BitMatrix, from: (f64, f64), to: (f64, f64), system: &mut System) {
        let (start, end) = (self.at(from.0, from.1), self.at(to.0, to.1));
        let at = |part: f64| (start.0 + part * (end.0 - start.0), start.1 + part * (end.1 - start.1));
        let dark = |step: usize| {
            let (x, y) = at(step as f64 / STEPS as f64);
            pixel(matrix, x, y)
        };
        let Some(first) = dark(0) else { return };
        let mut changes = (1..=STEPS).filter_map(|step| Some((step, dark(step)?))).filter(|(_, now)| *now != first);
        let Some((step, _)) = changes.next() else { return };
        // A second edge means a speck.
        if changes.count() != STEPS - step {
            return;
        }
        let edge = at((step as f64 - 0.5) / STEPS as f64);
        let length = (end.0 - start.0).hypot(end.1 - start.1);
        if length > 0.0 {
            let towards = ((end.0 - start.0) / length, (end.1 - start.1) / length);
            system.add(&self.terms((from.0 + to.0) / 2.0, (from.1 + to.1) / 2.0), towards, edge);
        }
    }
}

fn pixel(matrix: &BitMatrix, x: f64, y: f64) -> Option<bool> {
    let inside = x >= 0.0 && y >= 0.0 && x < f64::from(matrix.width()) && y < f64::from(matrix.height());
    inside.then(|| matrix.get(x as u32, y as u32))
}

/// The normal equations of a least-squares fit of both coordinates at once: an edge fixes the
/// grid's position across it, but not along it.
struct System {
    left: [[f64; UNKNOWNS]; UNKNOWNS],
    right: [f64; UNKNOWNS],
}

impl System {
    fn new() -> Self {
        Self { left: [[0.0; UNKNOWNS]; UNKNOWNS], right: [0.0; UNKNOWNS] }
    }

    /// Adds the condition that the point with these terms is on the line through `edge` that is
    /// perpendicular to `across`.
    fn add(&mut self, terms: &[f64; TERMS], across: (f64, f64), edge: (f64, f64)) {
        let mut row = [0.0; UNKNOWNS];
        for (index, term) in terms.iter().enumerate() {
            row[index] = across.0 * term;
            row[TERMS + index] = across.1 * term;
        }
        let target = across.0 * edge.0 + across.1 * edge.1;
        for (first, left) in row.iter().zip(&mut self.left) {
            left.iter_mut().zip(&row).for_each(|(sum, second)| *sum += first * second);
        }
        self.right.iter_mut().zip(&row).for_each(|(sum, first)| *sum += first * target);
    }

    /// Keeps coefficients that no edge determines near their current values, higher terms more
    /// firmly.
    fn hold(&mut self, x: &[f64; TERMS], y: &[f64; TERMS]) {
        for (index, now) in x.iter().chain(y).enumerate() {
            let weight = match index % TERMS {
                ..3 => 0.01,
                3..6 => 0.3,
                6..10 => 1.0,
                _ => 3.0,
            };
            self.left[index][index] += weight;
            self.right[index] += weight * now;
        }
    }

    /// Gaussian elimination with partial pivoting. `None` if the system is singular.
    fn solve(mut self) -> Option<([f64; TERMS], [f64; TERMS])> {
        for column in 0..UNKNOWNS {
            let size = |row: &usize| self.left[*row][column].abs();
            let largest = (column..UNKNOWNS).max_by(|a, b| size(a).total_cmp(&size(b)))?;
            self.left.swap(column, largest);
            self.right.swap(column, largest);
            let (top, value) = (self.left[column], self.right[column]);
            if top[column].abs() < 1e-9 {
                return None;
            }
            for row in column + 1..UNKNOWNS {
                let factor = self.left[row][column] / top[column];
                self.left[row].iter_mut().zip(&top).for_each(|(entry, above)| *entry -= factor * above);
                self.right[row] -= factor * value;
            }
        }
        for row in (0..UNKNOWNS).rev() {
            let known: f64 = (row + 1..UNKNOWNS).map(|column| self.left[row][column] * self.right[column]).sum();
            self.right[row] = (self.right[row] - known) / self.left[row][row];
        }
        let (x, y) = self.right.split_at(TERMS);
        let finite = self.right.iter().all(|value| value.is_finite());
        finite.then_some((x.try_into().ok()?, y.try_into().ok()?))
    }
}
