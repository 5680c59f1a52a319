"""The rules, in the order in which they are asked."""

from __future__ import annotations

from boilerstrip.discard.rules.comments import propose_comments
from boilerstrip.discard.rules.forms import propose_forms
from boilerstrip.discard.rules.named_boxes import propose_named_boxes
from boilerstrip.discard.rules.phrases import propose_labelled_links, propose_phrases
from boilerstrip.discard.rules.repeated_fields import propose_repeated_fields
from boilerstrip.discard.rules.scripts import propose_script_data
from boilerstrip.discard.rules.teasers import propose_doubtful_pairs, propose_repeated_labels

# Rules whose Blocks of one reason are of one kind: a name on every paragraph says nothing of any.
JUDGED_TOGETHER = (propose_comments, propose_named_boxes, propose_repeated_labels, propose_repeated_fields)
RULES = (
    propose_comments,
    propose_named_boxes,
    propose_doubtful_pairs,
    propose_repeated_labels,
    propose_labelled_links,
    propose_phrases,
    propose_script_data,
    propose_forms,
    propose_repeated_fields,
)
