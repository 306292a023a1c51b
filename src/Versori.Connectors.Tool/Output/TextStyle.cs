namespace Versori.Connectors.Tool.Output;

/// <summary>How a text looks in a terminal that has colours.</summary>
internal enum TextStyle
{
    /// <summary>As other text.</summary>
    Plain,

    /// <summary>Something failed.</summary>
    Error,

    /// <summary>Something deserves attention.</summary>
    Warning,

    /// <summary>Something succeeded.</summary>
    Success,

    /// <summary>A heading or a name.</summary>
    Strong,

    /// <summary>Less important than the rest.</summary>
    Faint,
}
