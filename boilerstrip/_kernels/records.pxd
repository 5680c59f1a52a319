# cython: language_level=3
"""Objects of classes with slots, made and read slot by slot: to call their class costs as much as all the rest.

A slot is at a place that the class tells; it is used for objects of just this class.
"""

from cpython.object cimport PyObject, PyTypeObject

cdef extern from *:
    """
    #include <string.h>
    #include <structmember.h>

    /* Where the slot of a member is in an object; -1 for what is no slot. */
    static inline Py_ssize_t boilerstrip_slot(PyObject *member) {
        PyMemberDef *definition;
        if (!Py_IS_TYPE(member, &PyMemberDescr_Type)) {
            return -1;
        }
        definition = ((PyMemberDescrObject *) member)->d_member;
        return definition->type == T_OBJECT_EX ? definition->offset : -1;
    }

    static inline PyObject **boilerstrip_at(PyObject *record, Py_ssize_t slot) {
        return (PyObject **) ((char *) record + slot);
    }

    /* What holds texts and numbers is part of no circle, so the collector is never told of it: the functions
       below make it without. */
    static inline PyObject *boilerstrip_new(PyTypeObject *type) {
        PyObject *record = PyObject_GC_New(PyObject, type);
        if (record != NULL) {
            memset(record + 1, 0, type->tp_basicsize - sizeof(PyObject));
        }
        return record;
    }

    /* A named tuple without its fields, which are to be set at once. */
    static inline PyTupleObject *boilerstrip_bare(PyTypeObject *type, Py_ssize_t size) {
        PyTupleObject *named = PyObject_GC_NewVar(PyTupleObject, type, size);
    #if PY_VERSION_HEX >= 0x030E0000
        if (named != NULL) {
            named->ob_hash = -1;
        }
    #endif
        return named;
    }

    static inline PyObject *boilerstrip_triple(PyTypeObject *type, PyObject *a, PyObject *b, PyObject *c) {
        PyTupleObject *triple = boilerstrip_bare(type, 3);
        if (triple != NULL) {
            PyTuple_SET_ITEM(triple, 0, Py_NewRef(a));
            PyTuple_SET_ITEM(triple, 1, Py_NewRef(b));
            PyTuple_SET_ITEM(triple, 2, Py_NewRef(c));
        }
        return (PyObject *) triple;
    }

    /* The same of any number of fields. */
    static inline PyObject *boilerstrip_named(PyTypeObject *type, PyObject *values) {
        Py_ssize_t i, size = PyTuple_GET_SIZE(values);
        PyTupleObject *named = boilerstrip_bare(type, size);
        if (named != NULL) {
            for (i = 0; i < size; i++) {
                PyTuple_SET_ITEM(named, i, Py_NewRef(PyTuple_GET_ITEM(values, i)));
            }
        }
        return (PyObject *) named;
    }

    static inline void boilerstrip_put(PyObject *record, Py_ssize_t slot, PyObject *value) {
        PyObject **at = boilerstrip_at(record, slot), *before = *at;
        Py_INCREF(value);
        *at = value;
        /* in most records it was empty */
        if (before != NULL) {
            Py_DECREF(before);
        }
    }
    """
    Py_ssize_t boilerstrip_slot(object member)
    PyObject **boilerstrip_at(object record, Py_ssize_t slot)
    object boilerstrip_new(PyTypeObject *type)
    object boilerstrip_triple(PyTypeObject *type, object a, object b, object c)
    object boilerstrip_named(PyTypeObject *type, tuple values)
    void PyObject_GC_UnTrack(object container)
    void boilerstrip_put(object record, Py_ssize_t slot, object value)
    bint Py_IS_TYPE(object record, PyTypeObject *type)

cdef enum:
    MAX_SLOTS = 32

# The fields of `page.block.Element` and `page.block.Block`, in their order.
cdef enum ElementField:
    ELEMENT_INDEX, ELEMENT_PARENT, ELEMENT_DEPTH, ELEMENT_TAG, ELEMENT_CLASS_ID, ELEMENT_ROLE, ELEMENT_ITEMTYPE,
    ELEMENT_ITEMPROP, ELEMENT_HIDDEN, ELEMENT_START, ELEMENT_END, ELEMENT_PATH, ELEMENT_CONTENT_ROLE,
    ELEMENT_LEVEL, ELEMENT_FIRST, ELEMENT_COLUMNS, ELEMENT_ROWS, ELEMENT_BLANK, ELEMENT_CLASS_ATTRIBUTE,
    ELEMENT_ID_ATTRIBUTE, ELEMENT_FORM, ELEMENT_FIELDS
cdef enum BlockField:
    BLOCK_INDEX, BLOCK_TEXT, BLOCK_ELEMENT, BLOCK_ROLE, BLOCK_WORDS, BLOCK_LINK_WORDS, BLOCK_PATH, BLOCK_RUNS,
    BLOCK_LEVEL, BLOCK_KEPT, BLOCK_REASON, BLOCK_PROBABILITY, BLOCK_FIELDS


cdef struct Layout:
    PyTypeObject *type
    Py_ssize_t[MAX_SLOTS] slots


cdef inline int read_layout(type record, int fields, Layout *layout) except -1:
    """Find the slots of a class, which outlives the layout, in the order of its fields."""
    cdef int n = 0
    if len(record.__slots__) != fields or fields > MAX_SLOTS:
        raise TypeError(f"{record.__name__} has other fields than it was compiled for")
    layout.type = <PyTypeObject *> record
    for name in record.__slots__:
        layout.slots[n] = boilerstrip_slot(record.__dict__[name])
        if layout.slots[n] < 0:
            raise TypeError(f"{record.__name__}.{name} is no slot")
        n += 1
    return 0


cdef inline int check_named(type named, Py_ssize_t fields) except -1:
    """Check that a class is a named tuple of so many fields, and has nothing beside them."""
    if not issubclass(named, tuple) or len(named._fields) != fields or named.__dictoffset__:
        raise TypeError(f"{named.__name__} is no named tuple of {fields} fields")
    return 0


cdef inline object new_record(Layout *layout):
    """An object whose slots are all empty: whoever makes it fills each of them."""
    return boilerstrip_new(layout.type)


cdef inline int check_record(object record, Layout *layout) except -1:
    if not Py_IS_TYPE(record, layout.type):
        raise TypeError(f"a {type(record).__name__} is none of the page's records")
    return 0


cdef inline void put(object record, Layout *layout, int field, object value) noexcept:
    boilerstrip_put(record, layout.slots[field], value)


cdef inline object get(object record, Layout *layout, int field):
    cdef PyObject *value = boilerstrip_at(record, layout.slots[field])[0]
    if value == NULL:
        raise AttributeError("an empty slot")
    return <object> value
