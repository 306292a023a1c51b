namespace Versori.Connectors.Generation.Sources;

/// <summary>The format of a document's text, from its first characters.</summary>
internal enum SourceFormat
{
    /// <summary>JSON: it begins with a brace, a bracket, or a comment that an editor added.</summary>
    Json,

    /// <summary>XML or HTML: it begins with an angle bracket.</summary>
    Xml,

    /// <summary>Any other text, such as YAML or a language of its own.</summary>
    Text,
}
