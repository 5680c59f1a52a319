# cython: language_level=3
"""Attributes of Blocks and elements, read from where their classes have them.

Both are classes with slots: to look an attribute up by its name takes longer than all that is done with it.
"""

from cpython.object cimport PyObject, PyTypeObject
from libc.stdint cimport int64_t

cdef extern from *:
    """
    #include <stddef.h>
    #include <structmember.h>

    /* Where objects of a class have the slot of this name; 0 where there is no such slot. */
    static Py_ssize_t boilerstrip_place(PyObject *kind, PyObject *name) {
        Py_ssize_t place = 0;
        PyObject *found = PyObject_GetAttr(kind, name);
        if (found == NULL) {
            PyErr_Clear();
            return 0;
        }
        if (Py_TYPE(found) == &PyMemberDescr_Type && PyDescr_TYPE(found) == (PyTypeObject *) kind) {
            PyMemberDef *member = ((PyMemberDescrObject *) found)->d_member;
            if (member->type == T_OBJECT_EX) place = member->offset;
        }
        Py_DECREF(found);
        return place;
    }

    /* kind and name are borrowed: of an object that lives as long as the list at hand, and of a constant */
    typedef struct {
        PyTypeObject *kind;
        PyObject *name;
        Py_ssize_t place;
    } boilerstrip_slot_of;

    /* The attribute of an object. */
    static inline PyObject *boilerstrip_read(PyObject *holder, boilerstrip_slot_of *slot) {
        if (slot->place && Py_TYPE(holder) == slot->kind) {
            PyObject *value = *(PyObject **) ((char *) holder + slot->place);
            if (value != NULL) {
                Py_INCREF(value);
                return value;
            }
        }
        return PyObject_GetAttr(holder, slot->name);
    }

    /* The whole number that is an attribute of an object: -1, with an exception, for what is none. */
    static inline long long boilerstrip_read_int(PyObject *holder, boilerstrip_slot_of *slot) {
        PyObject *value;
        long long found;
        if (slot->place && Py_TYPE(holder) == slot->kind) {
            value = *(PyObject **) ((char *) holder + slot->place);
            if (value != NULL && PyLong_CheckExact(value)) {
    #if PY_VERSION_HEX >= 0x030C0000
                if (PyUnstable_Long_IsCompact((PyLongObject *) value))
                    return PyUnstable_Long_CompactValue((PyLongObject *) value);
    #endif
                return PyLong_AsLongLong(value);
            }
        }
        value = PyObject_GetAttr(holder, slot->name);
        if (value == NULL) return -1;
        found = PyLong_AsLongLong(value);
        Py_DECREF(value);
        return found;
    }
    """
    Py_ssize_t boilerstrip_place(object kind, object name)
    PyTypeObject *Py_TYPE(object holder)

    ctypedef struct Slot "boilerstrip_slot_of":
        PyTypeObject *kind
        PyObject *name
        Py_ssize_t place

    # in C: compilers put this in place of each call
    object read "boilerstrip_read"(object holder, Slot *slot)
    int64_t read_int "boilerstrip_read_int"(object holder, Slot *slot) except? -1


cdef inline Slot slot_of(list holders, str name):
    """The slot of this name that all of a list have; of an object without one it is asked by name."""
    cdef Slot slot
    slot.kind, slot.name, slot.place = NULL, <PyObject *> name, 0
    if holders:
        slot.kind = Py_TYPE(holders[0])
        slot.place = boilerstrip_place(type(holders[0]), name)
    return slot
