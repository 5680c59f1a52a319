# cython: language_level=3
"""Attributes of Blocks and elements, read from where their classes have them.

Both are classes with slots: to look an attribute up by its name takes longer than all that is done with it.
"""

from cpython.object cimport PyObject, PyTypeObject

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
    """
    Py_ssize_t boilerstrip_place(object kind, object name)
    PyTypeObject *Py_TYPE(object holder)


cdef struct Slot:
    # borrowed: of an object that lives as long as the list at hand, and of a constant
    PyTypeObject *kind
    PyObject *name
    Py_ssize_t place


cdef inline Slot slot_of(list holders, str name):
    """The slot of this name that all of a list have; of an object without one it is asked by name."""
    cdef Slot slot
    slot.kind, slot.name, slot.place = NULL, <PyObject *> name, 0
    if holders:
        slot.kind = Py_TYPE(holders[0])
        slot.place = boilerstrip_place(type(holders[0]), name)
    return slot


cdef inline object read(object holder, Slot *slot):
    """The attribute of an object."""
    cdef PyObject *value
    if slot.place and Py_TYPE(holder) == slot.kind:
        value = (<PyObject **> (<char *> <PyObject *> holder + slot.place))[0]
        if value != NULL:
            return <object> value
    return getattr(holder, <object> slot.name)
