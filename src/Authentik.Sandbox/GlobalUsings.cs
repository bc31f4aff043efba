// The client's namespaces are imported only here.
global using System.Globalization;
global using System.Text.Json.Nodes;
global using Authentik.Book;
global using Authentik.Sandboxing.Values;

// The client has a class JsonValue too, in a namespace that encloses this one.
global using JsonScalar = System.Text.Json.Nodes.JsonValue;
