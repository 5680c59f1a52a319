# cython: language_level=3
"""Nodes of the parser's tree, read by what its classes have for that: to look an attribute up takes as long again.

A reader is used for nodes of the class that it was made for, or of one that is derived from it.
"""

from cpython.object cimport PyObject

cdef extern from *:
    """
    typedef struct {
        /* borrowed, as the class outlives the reader */
        PyObject *name;
        getter get;
        void *closure;
        PyCFunctionWithKeywords call;
    } boilerstrip_reader;

    static boilerstrip_reader boilerstrip_find_reader(PyTypeObject *type, PyObject *name) {
        boilerstrip_reader reader = {name, NULL, NULL, NULL};
        PyObject *member = PyObject_GetAttr((PyObject *) type, name);
        if (member == NULL) {
            PyErr_Clear();
            return reader;
        }
        if (Py_IS_TYPE(member, &PyGetSetDescr_Type)) {
            PyGetSetDef *definition = ((PyGetSetDescrObject *) member)->d_getset;
            reader.get = definition->get;
            reader.closure = definition->closure;
        } else if (Py_IS_TYPE(member, &PyMethodDescr_Type)) {
            PyMethodDef *definition = ((PyMethodDescrObject *) member)->d_method;
            if (definition->ml_flags == (METH_VARARGS | METH_KEYWORDS)) {
                reader.call = (PyCFunctionWithKeywords) (void (*)(void)) definition->ml_meth;
            }
        }
        Py_DECREF(member);
        return reader;
    }

    static inline PyObject *boilerstrip_get(PyObject *node, const boilerstrip_reader *reader) {
        return reader->get != NULL ? reader->get(node, reader->closure) : PyObject_GetAttr(node, reader->name);
    }

    static inline PyObject *boilerstrip_call(PyObject *node, const boilerstrip_reader *reader, PyObject *arguments) {
        PyObject *method, *result;
        if (reader->call != NULL) {
            return reader->call(node, arguments, NULL);
        }
        method = PyObject_GetAttr(node, reader->name);
        if (method == NULL) {
            return NULL;
        }
        result = PyObject_Call(method, arguments, NULL);
        Py_DECREF(method);
        return result;
    }

    /* A node's first child, None for a node without any; from there its siblings lead on. */
    static inline PyObject *boilerstrip_first_child(PyObject *node) {
        Py_ssize_t size = PyObject_Size(node);
        if (size > 0) {
            return PySequence_GetItem(node, 0);
        }
        return size < 0 ? NULL : Py_NewRef(Py_None);
    }
    """
    ctypedef struct Reader "boilerstrip_reader":
        pass
    Reader find_reader "boilerstrip_find_reader" (type kind, str name)
    object read_from "boilerstrip_get" (object node, const Reader *reader)
    object ask_of "boilerstrip_call" (object node, const Reader *reader, tuple arguments)
    object first_child "boilerstrip_first_child" (object node)
