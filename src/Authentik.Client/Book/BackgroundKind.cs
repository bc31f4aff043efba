namespace Authentik.Book;

/// <summary>What a server does in the background after an action, so that a caller can wait for it.</summary>
public enum BackgroundKind
{
    /// <summary>Nothing: the response comes when all is done.</summary>
    None,

    /// <summary>It runs the tasks of the object, such as those of a schedule.</summary>
    Tasks,

    /// <summary>It runs the object, a task, again.</summary>
    Task,

    /// <summary>It runs the object, a task of servers before 2025.8, again.</summary>
    SystemTask,

    /// <summary>It applies the object, a blueprint.</summary>
    Blueprint,

    /// <summary>It writes the file of the data export in the response.</summary>
    Export,
}
