namespace Versori.Connectors.Benchmarks.Wires;

/// <summary>What a contender's handler is called through. The same for all in one run.</summary>
public enum Footing
{
    /// <summary><see cref="HttpMessageInvoker"/>: nothing but the handlers, so that differences show most.</summary>
    Invoker,

    /// <summary><see cref="HttpClient"/>, as hosts use it, with its timeout and its own bookkeeping.</summary>
    HttpClient,
}
