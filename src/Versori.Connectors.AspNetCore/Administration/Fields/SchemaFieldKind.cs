namespace Versori.Connectors.AspNetCore.Administration.Fields;

/// <summary>How a setting of a definition is edited.</summary>
internal enum SchemaFieldKind
{
    /// <summary>One line.</summary>
    Text,

    /// <summary>Several lines.</summary>
    LongText,

    Number,

    /// <summary>The default, yes or no.</summary>
    YesNo,

    /// <summary>One of a set of values, or the default.</summary>
    Choice,

    /// <summary>Texts, one a line.</summary>
    Lines,

    /// <summary>Names and values, one pair a line.</summary>
    Pairs,

    /// <summary>An object, by its own fields.</summary>
    Group,

    /// <summary>Objects, each by its own fields.</summary>
    List,

    /// <summary>Anything else, as JSON.</summary>
    Json,

    /// <summary>Too large for a form: it stays as it is.</summary>
    Kept,
}
