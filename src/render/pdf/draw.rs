//! Marks from lengths: lines, grounds, circles.

use super::sheet::{Area, Mark, Owner, Path, Point, Ring, Shape, Step, Stroke};
use super::theme::Ink;

pub fn at(x: f64, y: f64) -> Point {
    Point { x, y }
}

pub fn area(left: f64, top: f64, width: f64, height: f64) -> Area {
    Area {
        left,
        top,
        right: left + width,
        bottom: top + height,
    }
}

pub fn polygon(points: &[Point], closed: bool) -> Vec<Ring> {
    let Some((start, others)) = points.split_first() else {
        return Vec::new();
    };
    vec![Ring {
        start: *start,
        steps: others.iter().map(|point| Step::Line(*point)).collect(),
        closed,
    }]
}

pub fn rectangle(room: Area) -> Vec<Ring> {
    polygon(
        &[
            at(room.left, room.top),
            at(room.right, room.top),
            at(room.right, room.bottom),
            at(room.left, room.bottom),
        ],
        true,
    )
}

pub fn circle(middle: Point, radius: f64) -> Vec<Ring> {
    // The usual four-curve circle: the handle is 0.5523 of the radius.
    let handle = radius * 0.5523;
    let Point { x, y } = middle;
    vec![Ring {
        start: at(x + radius, y),
        steps: vec![
            Step::Curve(
                at(x + radius, y + handle),
                at(x + handle, y + radius),
                at(x, y + radius),
            ),
            Step::Curve(
                at(x - handle, y + radius),
                at(x - radius, y + handle),
                at(x - radius, y),
            ),
            Step::Curve(
                at(x - radius, y - handle),
                at(x - handle, y - radius),
                at(x, y - radius),
            ),
            Step::Curve(
                at(x + handle, y - radius),
                at(x + radius, y - handle),
                at(x + radius, y),
            ),
        ],
        closed: true,
    }]
}

pub fn filled(owner: Owner, rings: Vec<Ring>, ink: Ink) -> Mark {
    Mark {
        owner,
        shape: Shape::Path(Path {
            rings,
            fill: Some(ink),
            stroke: None,
        }),
    }
}

pub fn stroked(owner: Owner, rings: Vec<Ring>, ink: Ink, width: f64) -> Mark {
    Mark {
        owner,
        shape: Shape::Path(Path {
            rings,
            fill: None,
            stroke: Some(Stroke {
                ink,
                width,
                dash: None,
            }),
        }),
    }
}

pub fn dashed(owner: Owner, rings: Vec<Ring>, ink: Ink, width: f64, dash: (f64, f64)) -> Mark {
    Mark {
        owner,
        shape: Shape::Path(Path {
            rings,
            fill: None,
            stroke: Some(Stroke {
                ink,
                width,
                dash: Some(dash),
            }),
        }),
    }
}

pub fn ground(owner: Owner, room: Area, ink: Ink) -> Mark {
    filled(owner, rectangle(room), ink)
}

pub fn line(owner: Owner, from: Point, to: Point, ink: Ink, width: f64) -> Mark {
    stroked(owner, polygon(&[from, to], false), ink, width)
}
