//! A page and its scale of type: what differs between the report, the slides and the poster.

/// Width and height, in points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Size {
    pub width: f64,
    pub height: f64,
}

/// Everything is set at about the sizes of the report, then drawn larger: bars, rules and the white
/// between them keep their proportions on a slide or a poster. Lengths other than `page` are those of
/// the setting, before the scale.
#[derive(Clone, Debug, PartialEq)]
pub struct Format {
    /// The finished page.
    pub page: Size,
    pub scale: f64,
    /// Tried one after the other, until a page holds on one sheet; the last is the smallest that can
    /// be read where the pages are read.
    pub scales: &'static [f64],
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
        scales: &[1.0],
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
        scale: 1.6,
        scales: &[2.5, 2.25, 2.0, 1.8, 1.6],
        margin: 34.0,
        head: 17.0,
        foot: 33.0,
        foot_lines: 1,
        tiles_per_row: 2,
        cover_title_pt: 34.0,
        title_pt: 25.0,
        lead_pt: 18.0,
        heading_pt: 14.0,
        body_pt: 11.5,
        note_pt: 11.3,
        value_pt: 32.0,
        foot_pt: 8.5,
    };

    /// A3, landscape, read from two metres: no text under 17 points but the foot.
    pub const POSTER: Self = Self {
        page: Size {
            width: 1190.55,
            height: 841.89,
        },
        scale: 1.6,
        scales: &[2.4, 2.2, 2.0, 1.9, 1.8, 1.7, 1.6],
        margin: 40.0,
        head: 22.0,
        foot: 35.0,
        foot_lines: 1,
        tiles_per_row: 3,
        cover_title_pt: 32.0,
        title_pt: 32.0,
        lead_pt: 17.0,
        heading_pt: 14.0,
        body_pt: 11.5,
        note_pt: 11.0,
        value_pt: 32.0,
        foot_pt: 10.0,
    };

    /// The same page at another scale: margins, titles and foot stay what they were once drawn.
    #[must_use]
    pub fn at(&self, scale: f64) -> Self {
        let same = |length: f64| length * self.scale / scale;
        Self {
            scale,
            margin: same(self.margin),
            head: same(self.head),
            foot: same(self.foot),
            cover_title_pt: same(self.cover_title_pt),
            title_pt: same(self.title_pt),
            foot_pt: same(self.foot_pt),
            ..self.clone()
        }
    }

    /// The size of a note on the page that holds most: nothing is set smaller, whatever the scale.
    pub fn smallest_pt(&self) -> f64 {
        let smallest = self.scales.last().copied().unwrap_or(self.scale);
        self.note_pt * smallest / self.scale
    }

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
