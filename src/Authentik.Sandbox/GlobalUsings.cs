// The client's namespaces stand here alone, so that a move there changes one file here.
global using System.Globalization;
global using System.Text.Json.Nodes;
global using Authentik.Book;
global using Authentik.Sandboxing.Values;
