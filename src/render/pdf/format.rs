//! A page and its scale of type: what differs between the report, the slides and the poster.

/// Width and height, in points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Size {
    pub width: f64,
    pub height: f64,
}

/// Everything is set at about the sizes of the report, then drawn `scale` times larger: bars, rules
/// and the white between them keep their proportions on a slide or a poster. Lengths other than
/// `page` are those of the setting, before the scale.
#[derive(Clone, Debug, PartialEq)]
pub struct Format {
    /// The finished page.
    pub page: Size,
    pub scale: f64,
    /// White at the left and at the right.
    pub margin: f64,
    /// From the top of a page to the small name above its title.
    pub head: f64,
    /// Kept for the foot of the page; nothing else goes lower.
    pub foot: f64,
    /// Lines of the foot.
    pub foot_lines: usize,
    pub tiles_per_row: usize,
    pub cover_title_pt: f64,
    pub title_pt: f64,
    pub lead_pt: f64,
    pub heading_pt: f64,
    pub body_pt: f64,
    pub note_pt: f64,
    pub value_pt: f64,
    pub foot_pt: f64,
}

impl Format {
    /// A4, landscape, read at arm's length.
    pub const REPORT: Self = Self {
        page: Size {
            width: 841.89,
            height: 595.28,
        },
        scale: 1.0,
        margin: 42.0,
        head: 25.0,
        foot: 54.0,
        foot_lines: 2,
        tiles_per_row: 4,
        cover_title_pt: 42.0,
        title_pt: 27.0,
        lead_pt: 17.0,
        heading_pt: 14.0,
        body_pt: 11.0,
        note_pt: 9.5,
        value_pt: 27.0,
        foot_pt: 9.0,
    };

    /// 16:9, 13.33 by 7.5 inches, read from the back of a council room: no text under 18 points but
    /// the foot.
    pub const SLIDES: Self = Self {
        page: Size {
            width: 960.0,
            height: 540.0,
        },
        scale: 1.75,
        margin: 30.0,
        head: 15.0,
        foot: 30.0,
        foot_lines: 1,
        tiles_per_row: 2,
        cover_title_pt: 30.0,
        title_pt: 22.0,
        lead_pt: 20.0,
        heading_pt: 14.0,
        body_pt: 11.5,
        note_pt: 10.5,
        value_pt: 32.0,
        foot_pt: 8.0,
    };

    /// The page before the scale.
    pub fn width(&self) -> f64 {
        self.page.width / self.scale
    }

    pub fn height(&self) -> f64 {
        self.page.height / self.scale
    }

    /// The width between the margins.
    pub fn measure(&self) -> f64 {
        self.width() - 2.0 * self.margin
    }

    /// Nothing but the foot of the page goes lower.
    pub fn bottom(&self) -> f64 {
        self.height() - self.foot
    }
}
