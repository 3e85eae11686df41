//! Which names are one thing's, as they are joined (a union-find structure, Galler and Fischer 1964).

/// Sets of indices that only grow together.
#[derive(Debug)]
pub(super) struct Clusters {
    /// For each index another one of its set, nearer to the set's smallest; the smallest names itself.
    parents: Vec<usize>,
}

impl Clusters {
    /// Every index by itself.
    pub(super) fn new(count: usize) -> Self {
        Self { parents: (0..count).collect() }
    }

    /// The smallest index of a set.
    pub(super) fn find(&mut self, index: usize) -> usize {
        let mut at = index;
        while self.parents[at] != at {
            self.parents[at] = self.parents[self.parents[at]];
            at = self.parents[at];
        }
        at
    }

    /// Makes one set of two.
    pub(super) fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.find(one), self.find(other));
        self.parents[one.max(other)] = one.min(other);
    }

    /// The set that all these indices are in; `None` when there are several or none.
    pub(super) fn only(&mut self, mut indices: impl Iterator<Item = usize>) -> Option<usize> {
        let set = self.find(indices.next()?);
        for index in indices {
            if self.find(index) != set {
                return None;
            }
        }
        Some(set)
    }

    /// The sets in order of their smallest index, each in order.
    pub(super) fn members(mut self) -> Vec<Vec<usize>> {
        let mut members: Vec<Vec<usize>> = vec![Vec::new(); self.parents.len()];
        for index in 0..self.parents.len() {
            let set = self.find(index);
            members[set].push(index);
        }
        members.retain(|set| !set.is_empty());
        members
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_grow_together() {
        let mut clusters = Clusters::new(5);
        clusters.join(3, 1);
        clusters.join(4, 3);
        assert_eq!(clusters.only([1, 3, 4].into_iter()), Some(1));
        assert_eq!(clusters.only([1, 2].into_iter()), None);
        assert_eq!(clusters.only(std::iter::empty()), None);
        assert_eq!(clusters.members(), [vec![0], vec![1, 3, 4], vec![2]]);
    }
}
