using System.Text.Json;
using Versori.Connectors.Authentication;
using Versori.Connectors.Generation.OpenApi.Export;
using Versori.Connectors.Generation.Reading;

namespace Versori.Connectors.Generation.OpenApi;

/// <summary>
/// Reads the outline of an OpenAPI document (2.0 to 3.2, JSON) in one pass that keeps no tree. It has no errors of its
/// own: what it does not understand is read by the import, which reports it.
/// </summary>
internal ref struct OutlineReader
{
    private static readonly string[] KnownNames = ["get", "post", "put", "patch", "delete", "parameters"];

    private readonly DocumentOutline _outline;
    private readonly Work _work;
    private readonly HashSet<(string, string)> _operations = [];
    private Utf8JsonReader _reader;
    private bool _isUnusual;

    private OutlineReader(DocumentOutline outline, Work work)
    {
        _outline = outline;
        _work = work;
        _reader = new(outline.Json.Span, JsonErrorLocator.Options);
    }

    /// <summary>
    /// Returns the outline; <see langword="null"/> if the document cannot be read in parts: it is not JSON, has errors,
    /// names a member twice, or refers from one path to another.
    /// </summary>
    public static DocumentOutline? Read(ReadOnlyMemory<byte> json, Work work)
    {
        var outline = new DocumentOutline(json);
        var reader = new OutlineReader(outline, work);
        try
        {
            return reader.ReadRoot() ? outline : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // Wrong syntax, or text that is no valid Unicode. The import finds the place.
            return null;
        }
    }

    /// <summary>Reads a parameter; <see langword="null"/> if it is none.</summary>
    public static OutlinedParameter? Parameter(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, JsonErrorLocator.Options);
        reader.Read();
        return reader.TokenType == JsonTokenType.StartObject ? OutlinedFields.Parameter(ref reader) : null;
    }

    private bool ReadRoot()
    {
        _reader.Read();
        if (_reader.TokenType != JsonTokenType.StartObject) return false;
        var isOpenApi = false;
        var names = new HashSet<string>(StringComparer.Ordinal);
        while (NextMember() is { } name)
        {
            if (!names.Add(name)) return false;
            isOpenApi |= name is "openapi" or "swagger";
            var isObject = _reader.TokenType == JsonTokenType.StartObject;
            switch (name)
            {
                case "paths" when isObject:
                    ReadPaths();
                    break;
                case "components" when isObject:
                    ReadComponents();
                    break;
                case "definitions" or "parameters" or "responses" when isObject:
                    ReadSection($"/{name}");
                    break;
                case "webhooks" or "x-webhooks" when isObject:
                    _outline.Webhooks.Add((name, SkipValue()));
                    break;
                default:
                    _outline.Members.Add((name, SkipValue()));
                    break;
            }

            if (_isUnusual) return false;
        }

        // What follows the document is an error.
        return !_reader.Read() && isOpenApi && _operations.Count > 0;
    }

    private void ReadPaths()
    {
        while (NextMember() is { } path)
        {
            _work.Step();
            var isIgnored = path.StartsWith("x-", StringComparison.Ordinal)
                || path.Length > OperationFinder.MaximumPath;
            if (isIgnored || _reader.TokenType != JsonTokenType.StartObject)
            {
                _reader.Skip();
                continue;
            }

            var item = new OutlinedItem(path);
            if (!_outline.Items.TryAdd(path, item)) _isUnusual = true;
            ReadItem(item);
            if (_isUnusual) return;
        }
    }

    private void ReadItem(OutlinedItem item)
    {
        while (NextMember() is { } name)
        {
            var isObject = _reader.TokenType == JsonTokenType.StartObject;
            if (isObject && OperationFinder.IsMethod(name))
            {
                ReadOperation(item, null, name, MethodOf(name));
            }
            else if (isObject && name is "additionalOperations" or ExtensionNames.Operations)
            {
                while (NextMember() is { } method)
                {
                    var isOperation = _reader.TokenType == JsonTokenType.StartObject && HttpTokenSyntax.IsToken(method);
                    if (!isOperation) _reader.Skip();
                    else ReadOperation(item, name, method, method);
                }
            }
            else
            {
                if (name == "$ref" || item.Others.Exists(other => other.Name == name)) _isUnusual = true;
                var isList = name == "parameters" && _reader.TokenType == JsonTokenType.StartArray;
                var start = (int)_reader.TokenStartIndex;
                if (isList) item.Parameters = OutlinedFields.Parameters(ref _reader);
                else if (name == "summary") item.Summary = OutlinedFields.Text(ref _reader);
                else if (name == "description") item.Description = OutlinedFields.Text(ref _reader);
                else _reader.Skip();
                item.Others.Add((name, PartFrom(start)));
            }

            if (_isUnusual) return;
        }
    }

    private void ReadOperation(OutlinedItem item, string? container, string field, string method)
    {
        _work.Step();
        var start = (int)_reader.TokenStartIndex;
        var operation = new OutlinedOperation
        {
            Item = item,
            Container = container,
            Field = field,
            Method = method,
        };
        OutlinedFields.Read(ref _reader, operation);
        operation.Text = PartFrom(start);
        if (!_operations.Add((method, operation.Path))) _isUnusual = true;
        item.Operations.Add(operation);
    }

    private static string MethodOf(string name) => name switch
    {
        "get" => "GET",
        "post" => "POST",
        "put" => "PUT",
        "patch" => "PATCH",
        "delete" => "DELETE",
        _ => name.ToUpperInvariant(),
    };

    private void ReadComponents()
    {
        while (NextMember() is { } name)
        {
            var isSection = name is not "securitySchemes" && !name.StartsWith("x-", StringComparison.Ordinal)
                && _reader.TokenType == JsonTokenType.StartObject;
            if (isSection) ReadSection($"/components/{name}");
            else _outline.Components.Add((name, SkipValue()));
            if (_isUnusual) return;
        }
    }

    private void ReadSection(string pointer)
    {
        var parts = new OrderedDictionary<string, TextPart>(StringComparer.Ordinal);
        if (!_outline.Sections.TryAdd(pointer, parts)) _isUnusual = true;
        while (NextMember() is { } name)
        {
            _work.Step();
            if (!parts.TryAdd(name, SkipValue())) _isUnusual = true;
        }
    }

    // The name of the next member, with the reader at its value; null at the end of the object.
    private string? NextMember()
    {
        if (!_reader.Read() || _reader.TokenType == JsonTokenType.EndObject) return null;
        var name = Known() ?? _reader.GetString();
        _reader.Read();
        return name;
    }

    // Most members of path items are called so.
    private readonly string? Known()
    {
        foreach (var known in KnownNames)
        {
            if (_reader.ValueTextEquals(known)) return known;
        }

        return null;
    }

    private TextPart SkipValue()
    {
        var start = (int)_reader.TokenStartIndex;
        _reader.Skip();
        return PartFrom(start);
    }

    private readonly TextPart PartFrom(int start) => new(start, (int)_reader.BytesConsumed - start);
}
