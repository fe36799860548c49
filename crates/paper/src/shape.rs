use serde::{Deserialize, Serialize};

/// A step of an outline. Coordinates are in points, and y grows downwards.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub enum Segment {
    /// Starts a contour.
    Move([f32; 2]),
    /// A straight line.
    Line([f32; 2]),
    /// A cubic Bézier curve: two control points and its end.
    Curve([f32; 2], [f32; 2], [f32; 2]),
    /// Closes the contour.
    Close,
}

/// Adds a rectangle to a shape.
pub(crate) fn rectangle(path: &mut Vec<Segment>, [left, top]: [f32; 2], [width, height]: [f32; 2]) {
    let (right, bottom) = (left + width, top + height);
    path.extend([
        Segment::Move([left, top]),
        Segment::Line([right, top]),
        Segment::Line([right, bottom]),
        Segment::Line([left, bottom]),
        Segment::Close,
    ]);
}
