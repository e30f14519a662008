//! When to leave for the next item.

/// The lead at which to leave: as early as the attendee wants to be there, and the walk. None where
/// there is no walk.
pub fn leave_lead(early: u32, walk: u32) -> Option<u32> {
    (walk > 0).then_some(early + walk)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_leaves_so_early_that_the_walk_is_done_in_time() {
        assert_eq!((leave_lead(1, 5), leave_lead(1, 0)), (Some(6), None));
    }
}
